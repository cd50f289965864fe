package dev.amig.cli;

import dev.amig.cli.output.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Does what short commands do, and prints nothing: the launcher runs it once after a build to see which classes they need,
 * for the JVM's archive of them. No server is asked.
 */
final class Training {
    private static final String MIGRATION = "migrations.d/0001_training.amig";
    private static final String NEXT = "migrations.d/0002_more_training.amig";
    private static final List<String> FILES = List.of("amig.yaml", MIGRATION, NEXT, "templates/training.ftl");

    private Training() {}

    public static void main(String... args) throws IOException {
        Path folder = Files.createTempDirectory("amig-training-");
        try {
            Terminal.ofThisProcess();
            lessons(folder).forEach(Training::take);
        } finally {
            TemporaryFolders.remove(folder);
        }
    }

    /** Each of them is done well, so that no archive is made of the way to an error message. */
    static List<List<String>> lessons(Path folder) throws IOException {
        for (String file : FILES) {
            copy(file, folder);
        }
        String fresh = folder.resolve("fresh").toString();
        return List.of(
                List.of("--help"),
                List.of("--version"),
                List.of("help", "cluster"),
                List.of("completion", "bash"),
                List.of("init", fresh),
                List.of("render", fresh),
                List.of("render", folder.resolve(NEXT).toString()),
                List.of("render", folder.resolve("migrations.d").toString()),
                List.of("fmt", "--check", folder.resolve(MIGRATION).toString()),
                List.of("lint", folder.resolve(NEXT).toString()));
    }

    /** @return its exit code */
    static int take(List<String> lesson) {
        Terminal nowhere = Terminal.plain(Writer.nullWriter(), Writer.nullWriter());
        return Amig.executeQuickly(nowhere, lesson.toArray(String[]::new));
    }

    private static void copy(String name, Path folder) throws IOException {
        try (InputStream file = Training.class.getResourceAsStream("training/" + name)) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.copy(file, folder.resolve(name));
        }
    }
}
