package dev.amig.cli.skeleton;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of migrations in a folder; their files may be unfinished and need not be right. */
record MigrationFolder(Path path) {
    static final String SUFFIX = ".amig";
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})_(.+)");

    /** Without their suffix; none where there is no folder yet. */
    List<String> migrations() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    /** A gap is not filled: what is written now comes after what was written before. */
    static int lastNumber(List<String> names) {
        return names.stream().mapToInt(MigrationFolder::number).max().orElse(0);
    }

    /** The one with the highest number, if any has one. */
    static Optional<String> last(List<String> names) {
        return names.stream().filter(name -> number(name) > 0).max(Comparator.comparingInt(MigrationFolder::number));
    }

    /** 0: it has none. */
    private static int number(String name) {
        Matcher matcher = NUMBERED.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    static String withoutNumber(String name) {
        Matcher matcher = NUMBERED.matcher(name);
        return matcher.matches() ? matcher.group(2) : name;
    }
}
