package dev.amig.embedded;

import java.nio.file.Path;

/**
 * A running ClickHouse server on this machine.
 *
 * @param pid  of the process that holds the engine and its gRPC endpoint
 * @param data what it keeps on disk, its log included
 */
public record EmbeddedNode(
        int shard, int replica, String host, int httpPort, int nativePort, int grpcPort, long pid, Path data) {
    /** {@code s2r1}. */
    public String id() {
        return "s" + shard + "r" + replica;
    }
}
