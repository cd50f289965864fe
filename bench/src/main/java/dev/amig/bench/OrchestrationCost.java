package dev.amig.bench;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.run.Connections;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.TransportKind;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a run adds to each statement: 200 trivial statements on each of two embedded nodes, sent by a run with a durable journal, and,
 * in turns with it, by the bare transports, one thread for each node. {@code bench/orchestration.sh} runs it.
 */
public final class OrchestrationCost {
    private static final int STATEMENTS = 200;
    private static final int WARM_UP = 3;

    private final Runs runs;
    private final Connections connections;
    private final Cluster cluster;
    private int number;

    private OrchestrationCost(Runs runs, Connections connections, Cluster cluster) {
        this.runs = runs;
        this.connections = connections;
        this.cluster = cluster;
    }

    /** Argument: how many rounds are measured. */
    public static void main(String[] arguments) throws Exception {
        try (Site site = Site.start(2);
                Connections connections = site.connections(TransportKind.GRPC)) {
            Cluster cluster = site.cluster(TransportKind.GRPC);
            new OrchestrationCost(new Runs(site.journal(), connections, cluster), connections, cluster)
                    .measure(Integer.parseInt(arguments[0]));
        }
    }

    /** In turns, so that whatever else the machine does is shared by all. */
    private void measure(int rounds) throws Exception {
        double[] bare = new double[rounds];
        double[] oneStep = new double[rounds];
        double[] manySteps = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            double bareTime = perStatement(this::bare);
            double oneStepTime = perStatement(() -> run(1, STATEMENTS));
            double manyStepsTime = perStatement(() -> run(STATEMENTS, 1));
            if (round >= 0) {
                bare[round] = bareTime;
                oneStep[round] = oneStepTime;
                manySteps[round] = manyStepsTime;
            }
        }
        System.out.printf("milliseconds for each of %d statements on each of 2 nodes, %d rounds%n", STATEMENTS, rounds);
        System.out.printf("%-28s %8s %8s %8s %14s%n", "", "least", "median", "most", "above bare");
        print("bare transport", bare, bare);
        print("one step of 200 statements", oneStep, bare);
        print("200 steps of one statement", manySteps, bare);
    }

    private interface Work {
        void go() throws Exception;
    }

    private static double perStatement(Work work) throws Exception {
        long started = System.nanoTime();
        work.go();
        return (System.nanoTime() - started) / 1e6 / STATEMENTS;
    }

    private void run(int steps, int statements) throws InterruptedException {
        runs.complete(Runs.migration("m_" + number++, steps, statements));
    }

    private void bare() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(cluster.nodes().size());
        try {
            List<Callable<Void>> tasks = cluster.nodes().stream()
                    .<Callable<Void>>map(node -> () -> bare(node))
                    .toList();
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private Void bare(Node node) throws QueryException {
        for (int i = 0; i < STATEMENTS; i++) {
            Query query = Query.of("SELECT 1", "bench-" + UUID.randomUUID());
            connections.to(node).execute(query, ProgressListener.NONE);
        }
        return null;
    }

    private static void print(String what, double[] times, double[] bare) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "%-28s %8.2f %8.2f %8.2f %14.2f%n",
                what, sorted[0], median(times), sorted[sorted.length - 1], median(times) - median(bare));
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
