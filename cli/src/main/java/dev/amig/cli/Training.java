package dev.amig.cli;

import dev.amig.cli.output.Terminal;
import java.io.Writer;
import java.util.List;

/**
 * Does what short commands do, and prints nothing: the launcher runs it once after a build to see which classes they need,
 * for the JVM's archive of them.
 */
final class Training {
    private static final List<List<String>> LESSONS =
            List.of(List.of("--help"), List.of("--version"), List.of("completion", "bash"), List.of("no-such-command"));

    private Training() {}

    public static void main(String... args) {
        Terminal nowhere = Terminal.plain(Writer.nullWriter(), Writer.nullWriter());
        LESSONS.forEach(lesson -> Amig.execute(nowhere, lesson.toArray(String[]::new)));
    }
}
