package dev.amig.project;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The {@code .amig} files of a project as texts.
 *
 * @param wanted those that were asked for
 * @param others the rest of the project's folder, because migrations depend on each other
 * @param unreadable what is no text, of either kind
 */
public record MigrationSources(List<Source> wanted, List<Source> others, List<Problem> unreadable) {
    static final String SUFFIX = ".amig";

    public MigrationSources {
        wanted = List.copyOf(wanted);
        others = List.copyOf(others);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads the project's folder of migrations and the files and folders that were named besides.
     *
     * @param named files and folders, as the user wrote them; none: the project's own folder
     * @throws UncheckedIOException a file cannot be read
     */
    public static MigrationSources read(Project project, List<Path> named) {
        List<Path> wanted = files(project, named);
        List<Path> others = new ArrayList<>();
        if (Files.isDirectory(project.migrations())) {
            filesOf(ShownPath.of(project.migrations())).stream()
                    .filter(file -> wanted.stream().noneMatch(other -> isSame(file, other)))
                    .forEach(others::add);
        }
        List<Problem> unreadable = new ArrayList<>();
        return new MigrationSources(sources(wanted, unreadable), sources(others, unreadable), unreadable);
    }

    /** The files that were asked for, without reading them: those that were named, and those of the folders that were. */
    public static List<Path> files(Project project, List<Path> named) {
        List<Path> chosen = named.isEmpty() ? List.of(ShownPath.of(project.migrations())) : named;
        Set<Path> files = new LinkedHashSet<>();
        chosen.forEach(path -> files.addAll(filesOf(path)));
        return List.copyOf(files);
    }

    /** Those that were asked for first. */
    public List<Source> all() {
        return Stream.concat(wanted.stream(), others.stream()).toList();
    }

    private static List<Source> sources(Collection<Path> files, List<Problem> unreadable) {
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            try {
                sources.add(Source.decode(file.toString(), Files.readAllBytes(file)));
            } catch (LanguageException e) {
                unreadable.addAll(e.problems());
            } catch (IOException e) {
                throw new UncheckedIOException("the file " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return sources;
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
}
