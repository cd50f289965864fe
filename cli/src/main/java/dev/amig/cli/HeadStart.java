package dev.amig.cli;

import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Island;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The first use of FreeMarker and of a checksum takes the JVM about as long as everything before it in a short command. So
 * another thread uses each of them once, while the first one makes sense of the command line and reads the configuration.
 */
final class HeadStart {
    private static final Set<String> COMMANDS = Set.of("doc", "graph", "lint", "list", "render", "run");

    private static final Source TEMPLATE = new Source("head.ftl", """
            <#function start word><#return word?upper_case + zookeeper(word)></#function>
            <#function zookeeper word><#if word?has_content><#return "/" + word></#if></#function>
            """);
    private static final Source EXAMPLE =
            new Source("head_start.amig", "ALTER TABLE ${ident(table)} ADD ${head.start('x')} DEFAULT ${literal('a')}");

    private static volatile Thread thread;

    private HeadStart() {}

    /** Only a command that checks migrations gets one. */
    static void begin(String... args) {
        if (args.length > 0 && COMMANDS.contains(args[0])) {
            Thread beginning = new Thread(HeadStart::use, "head start");
            beginning.setDaemon(true);
            // Whatever fails there fails here too, where it can be told.
            beginning.setUncaughtExceptionHandler((it, failure) -> {});
            thread = beginning;
            beginning.start();
        }
    }

    /** Before FreeMarker is used here: two threads that initialize its classes at once could wait for each other. */
    static void await() {
        Thread beginning = thread;
        if (beginning == null) {
            return;
        }
        try {
            beginning.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void use() {
        Island island = new Island(new Location(EXAMPLE.name(), 1, 1), EXAMPLE.text(), false);
        TemplateLibrary.of(List.of(TEMPLATE)).compile(EXAMPLE, island).render(Map.of("table", "a"));
        try {
            MessageDigest.getInstance("SHA-256").digest(new byte[0]);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
