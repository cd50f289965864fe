package dev.amig.embedded.process;

import java.io.IOException;

/**
 * What a former life of the node left of {@code system.query_log}. The engine keeps its database {@code system} in memory: after a
 * restart the table is forgotten, and its folder would keep a new one from being made, so that nothing was ever logged again (seen
 * on 26.7). Its rows cannot be had back, so the folder goes.
 */
final class LeftQueryLog {
    private LeftQueryLog() {}

    /** Before the engine starts. */
    static void remove(NodeSettings settings) {
        try {
            TemporaryFolder.deleteTree(settings.folder().resolve("store/data/system/query_log"));
        } catch (IOException e) {
            System.err.println("system.query_log stays empty, because its folder of before could not be removed: " + e);
        }
    }
}
