package dev.amig.project;

import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.MigrationGraph;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Name;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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

    /**
     * Reads no more than what was named and what that depends on. A mistake in another file of the project does not matter;
     * with one in these files, everything is read, to tell all that is wrong and which names there are.
     *
     * @param named as for {@link #read}
     * @throws LanguageException as {@link #read} does
     * @throws UncheckedIOException when a file cannot be read
     */
    public static MigrationFiles readNeeded(Project project, List<Path> named) {
        MigrationSources sources = MigrationSources.read(project, named);
        TemplateLibrary templates = TemplateLibrary.load(project.templates());
        try {
            return needed(sources, templates);
        } catch (LanguageException e) {
            return check(sources, templates);
        }
    }

    private static MigrationFiles needed(MigrationSources sources, TemplateLibrary templates) {
        if (!sources.unreadable().isEmpty()) {
            throw new LanguageException(sources.unreadable());
        }
        Map<String, Source> others = new HashMap<>();
        sources.others().forEach(it -> others.put(nameByFile(it), it));
        List<ValidMigration> valid = new ArrayList<>();
        Deque<Source> open = new ArrayDeque<>(sources.wanted());
        while (!open.isEmpty()) {
            ValidMigration migration = analyze(open.remove(), templates);
            valid.add(migration);
            // And a second one of its name, which is a mistake.
            Stream.concat(
                            Stream.of(migration.name()),
                            migration.migration().dependsOn().stream().map(Name::value))
                    .map(others::remove)
                    .filter(Objects::nonNull)
                    .forEach(open::add);
        }
        Set<String> wanted = new LinkedHashSet<>();
        valid.subList(0, sources.wanted().size()).forEach(it -> wanted.add(it.name()));
        return new MigrationFiles(MigrationGraph.of(valid), wanted);
    }

    /** The name that the analyzer demands of the migration in a file of the project's folder. */
    private static String nameByFile(Source source) {
        String file = Path.of(source.name()).getFileName().toString();
        return file.substring(0, file.length() - MigrationSources.SUFFIX.length());
    }

    private static ValidMigration analyze(Source source, TemplateLibrary templates) {
        return Analyzer.analyze(source, MigrationParser.parse(source), templates);
    }

    private static MigrationFiles check(MigrationSources sources, TemplateLibrary templates) {
        List<Problem> problems = new ArrayList<>(sources.unreadable());
        List<ValidMigration> valid = new ArrayList<>();
        Set<String> wanted = new LinkedHashSet<>();
        for (Source source : sources.all()) {
            try {
                ValidMigration migration = analyze(source, templates);
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

    /** All that were read, dependencies first. */
    public List<ValidMigration> all() {
        return graph.inOrder();
    }
}
