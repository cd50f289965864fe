package dev.amig.bench;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.journal.Journal;
import dev.amig.journal.NodeState;
import dev.amig.run.Connections;
import dev.amig.sample.SampleEvents;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.TransportKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What it costs to prove a copy on two shards, beside the copy itself. {@code bench/copy.sh} runs it. */
public final class VerifyCost {
    private static final int SHARDS = 2;

    private final Cluster cluster;
    private final Connections connections;
    private final Journal journal;

    private VerifyCost(Cluster cluster, Connections connections, Journal journal) {
        this.cluster = cluster;
        this.connections = connections;
        this.journal = journal;
    }

    /** Arguments: rows over both shards, rounds. */
    public static void main(String[] arguments) throws Exception {
        long rows = Long.parseLong(arguments[0]);
        try (Site site = Site.start(SHARDS);
                Connections connections = site.connections(TransportKind.GRPC)) {
            VerifyCost cost = new VerifyCost(site.cluster(TransportKind.GRPC), connections, site.journal());
            cost.prepare(rows);
            cost.measure(rows, Integer.parseInt(arguments[1]));
        }
    }

    private void prepare(long rows) throws QueryException {
        System.err.println("making " + rows + " rows");
        for (Node node : cluster.nodes()) {
            send(node, "CREATE DATABASE b ENGINE = Atomic");
            send(node, EventsTable.create("b.events", EventsTable.LAYOUT));
            send(node, new SampleEvents("b.events", rows, 1).insertFor(node.shard(), SHARDS));
            send(node, "OPTIMIZE TABLE b.events FINAL");
        }
    }

    private void measure(long rows, int rounds) throws Exception {
        Runs runs = new Runs(journal, connections, cluster);
        List<Double> copies = new ArrayList<>();
        List<Double> proofs = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            for (Node node : cluster.nodes()) {
                send(node, EventsTable.create("b.copied", EventsTable.NEW_LAYOUT));
            }
            long run = runs.complete(Runs.migration(
                            "m_" + (round + 1),
                            "COPY all FROM b.events TO b.copied ON EACH SHARD;\nVERIFY COPY all BY PARTITION;\n"))
                    .run()
                    .orElseThrow()
                    .id();
            if (round >= 0) {
                copies.add(seconds(run, "all"));
                proofs.add(seconds(run, "verify_copy_all"));
            }
            for (Node node : cluster.nodes()) {
                send(node, "DROP TABLE b.copied SYNC");
            }
        }
        double copy = median(copies);
        double proof = median(proofs);
        System.out.printf(
                "%,d rows on %d shards, %d rounds, medians: COPY %.2f s, VERIFY COPY %.2f s, %.0f %% of the copy%n",
                rows, SHARDS, rounds, copy, proof, 100 * proof / copy);
    }

    /** From the first node's begin to the last one's end. */
    private double seconds(long run, String action) {
        List<NodeState> states = journal.nodeStates(run).stream()
                .filter(it -> it.action().equals(action))
                .toList();
        Instant first = states.stream()
                .map(NodeState::startedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = states.stream()
                .map(it -> it.finishedAt().orElseThrow())
                .max(Instant::compareTo)
                .orElseThrow();
        return Duration.between(first, last).toNanos() / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void send(Node node, String sql) throws QueryException {
        connections.to(node).execute(Query.of(sql, "bench-" + UUID.randomUUID()), ProgressListener.NONE);
    }
}
