package dev.amig.project;

import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.MigrationGraph;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The {@code .amig} files of a project, read and checked as a whole, because they depend on each other. */
public final class MigrationFiles {
    private static final String SUFFIX = ".amig";

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
        List<Path> chosen = named.isEmpty() ? List.of(ShownPath.of(project.migrations())) : named;
        Set<Path> files = new LinkedHashSet<>();
        Set<Path> wantedFiles = new LinkedHashSet<>();
        chosen.forEach(path -> wantedFiles.addAll(filesOf(path)));
        files.addAll(wantedFiles);
        if (Files.isDirectory(project.migrations())) {
            filesOf(ShownPath.of(project.migrations())).stream()
                    .filter(file -> files.stream().noneMatch(other -> isSame(file, other)))
                    .toList()
                    .forEach(files::add);
        }
        return check(files, wantedFiles, TemplateLibrary.load(project.templates()));
    }

    private static MigrationFiles check(Set<Path> files, Set<Path> wantedFiles, TemplateLibrary templates) {
        List<Problem> problems = new ArrayList<>();
        List<ValidMigration> valid = new ArrayList<>();
        Set<String> wanted = new LinkedHashSet<>();
        for (Path file : files) {
            try {
                Source source = Source.decode(file.toString(), Files.readAllBytes(file));
                ValidMigration migration = Analyzer.analyze(source, MigrationParser.parse(source), templates);
                valid.add(migration);
                if (wantedFiles.contains(file)) {
                    wanted.add(migration.name());
                }
            } catch (LanguageException e) {
                problems.addAll(e.problems());
            } catch (IOException e) {
                throw new UncheckedIOException("the file " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        if (!problems.isEmpty()) {
            throw new LanguageException(problems);
        }
        return new MigrationFiles(MigrationGraph.of(valid), wanted);
    }

    private static List<Path> filesOf(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isSame(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
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
