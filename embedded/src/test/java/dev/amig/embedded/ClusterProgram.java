package dev.amig.embedded;

import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A program that starts a cluster on a folder ({@code -} for a temporary one), prints the process numbers of its nodes and its
 * folder, and then waits to be killed ({@code hold}), or lets go of the nodes and ends ({@code detach}).
 */
final class ClusterProgram {
    private ClusterProgram() {}

    public static void main(String[] args) throws InterruptedException {
        ClusterBuilder builder = EmbeddedCluster.builder().shards(2);
        if (!args[1].equals("-")) {
            builder.data(Path.of(args[1]));
        }
        EmbeddedCluster cluster = builder.start();
        String pids =
                cluster.nodes().stream().map(node -> String.valueOf(node.pid())).collect(Collectors.joining(" "));
        if (args[0].equals("detach")) {
            cluster.detach();
            System.out.println(pids + " " + cluster.data());
            return;
        }
        System.out.println(pids + " " + cluster.data());
        Thread.sleep(600_000);
    }
}
