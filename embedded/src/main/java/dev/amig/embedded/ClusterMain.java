package dev.amig.embedded;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A cluster for a program that cannot have this module on its class path. Prints a line for each node, {@code s1r1 127.0.0.1
 * <http> <native> <grpc>}, then {@value #READY}; ends, and the cluster with it, when its standard input ends.
 *
 * <p>Argument: the number of shards, 1 if absent.
 */
public final class ClusterMain {
    public static final String READY = "ready";

    private ClusterMain() {}

    public static void main(String[] args) throws IOException {
        int shards = args.length == 0 ? 1 : Integer.parseInt(args[0]);
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .shards(shards)
                .progress(System.err::println)
                .start()) {
            for (EmbeddedNode node : cluster.nodes()) {
                System.out.println(node.id() + " " + node.host() + " " + node.httpPort() + " " + node.nativePort() + " "
                        + node.grpcPort());
            }
            System.out.println(READY);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
