package dev.amig.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A journal that is kept ends in the background when its last user has left; until then it writes into its folder. */
final class KeptJournals {
    private static final int DEPTH = 5;

    private KeptJournals() {}

    /** Before a test's folder goes: waits until no journal in it has a server any more. */
    static void awaitEnd(Path folder) throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (isAlive(folder) && System.nanoTime() < until) {
            Thread.sleep(20);
        }
    }

    /** The process that keeps a server removes this file as the last thing it does. */
    private static boolean isAlive(Path folder) throws IOException {
        try (Stream<Path> files = Files.find(
                folder,
                DEPTH,
                (path, attributes) -> path.endsWith(Path.of("journal", "keeper")) && attributes.isRegularFile())) {
            return files.findAny().isPresent();
        } catch (UncheckedIOException e) {
            // Something went while it was looked at.
            return true;
        }
    }
}
