package dev.amig.cli;

import dev.amig.language.analysis.Analyzer;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.util.Set;

/**
 * The first use of ANTLR, FreeMarker and a checksum takes the JVM about as long as everything else in a short command. So
 * another thread uses each of them once, while this one makes sense of the command line.
 */
final class HeadStart {
    private static final Set<String> COMMANDS = Set.of("doc", "graph", "lint", "list", "render", "run");

    private static final Source EXAMPLE = new Source("head_start.amig", """
            MIGRATION head_start;
            PARAM word = 'a';
            STEP first 'one' ON EACH SHARD { SELECT ${literal(word)} } ROLLBACK { SELECT 1 };
            """);

    private final Thread thread = new Thread(HeadStart::use, "head start");

    private HeadStart() {
        thread.setDaemon(true);
        // Whatever fails there fails here too, where it can be told.
        thread.setUncaughtExceptionHandler((it, failure) -> {});
    }

    /** Only a command that checks migrations gets one. */
    static HeadStart begin(String... args) {
        HeadStart headStart = new HeadStart();
        if (args.length > 0 && COMMANDS.contains(args[0])) {
            headStart.thread.start();
        }
        return headStart;
    }

    /** Before those libraries are used here: two threads that initialize their classes at once could wait for each other. */
    void await() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void use() {
        Analyzer.analyze(EXAMPLE, MigrationParser.parse(EXAMPLE), TemplateLibrary.empty());
    }
}
