package dev.amig.embedded;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** A program that starts a cluster, prints the process numbers of its nodes, and waits to be killed, or lets go of them. */
final class ClusterHolder {
    private ClusterHolder() {}

    public static void main(String[] args) throws InterruptedException {
        ClusterBuilder builder = EmbeddedCluster.builder().shards(2);
        if (args.length > 1) {
            builder.data(Path.of(args[1]));
        }
        EmbeddedCluster cluster = builder.start();
        String pids =
                cluster.nodes().stream().map(node -> String.valueOf(node.pid())).collect(Collectors.joining(" "));
        if (args[0].equals("detach")) {
            cluster.detach();
            System.out.println(pids);
            return;
        }
        System.out.println(pids);
        Thread.sleep(600_000);
    }
}
