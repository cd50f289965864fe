package dev.amig.project;

import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.MigrationGraph;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The {@code .amig} files of a project, read and checked as a whole, because they depend on each other. */
public final class MigrationFiles {
    private final MigrationGraph graph;
    private final Set<String> wanted;

    private MigrationFiles(MigrationGraph graph, Set<String> wanted) {
        this.graph = graph;
        this.wanted = wanted;
    }

    /**
     * Reads the project's folder of migrations and the files and folders that were named besides.
     *
     * @param named files and folders, as the user wrote them; none: the project's own folder
     * @throws LanguageException with the problems of all files, not just of the first
     * @throws UncheckedIOException when a file cannot be read
     */
    public static MigrationFiles read(Project project, List<Path> named) {
        return check(MigrationSources.read(project, named), TemplateLibrary.load(project.templates()));
    }

    private static MigrationFiles check(MigrationSources sources, TemplateLibrary templates) {
        List<Problem> problems = new ArrayList<>(sources.unreadable());
        List<ValidMigration> valid = new ArrayList<>();
        Set<String> wanted = new LinkedHashSet<>();
        for (Source source : sources.all()) {
            try {
                ValidMigration migration = Analyzer.analyze(source, MigrationParser.parse(source), templates);
                valid.add(migration);
                if (sources.wanted().contains(source)) {
                    wanted.add(migration.name());
                }
            } catch (LanguageException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new LanguageException(problems);
        }
        return new MigrationFiles(MigrationGraph.of(valid), wanted);
    }

    /** Those that were asked for, dependencies first. */
    public List<ValidMigration> chosen() {
        return graph.inOrder().stream()
                .filter(migration -> wanted.contains(migration.name()))
                .toList();
    }

    /** All of the project, dependencies first. */
    public List<ValidMigration> all() {
        return graph.inOrder();
    }
}
