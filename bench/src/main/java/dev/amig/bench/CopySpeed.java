package dev.amig.bench;

import dev.amig.cluster.Cluster;
import dev.amig.journal.Journal;
import dev.amig.journal.NodeState;
import dev.amig.run.Connections;
import dev.amig.run.RunResult;
import dev.amig.sample.SampleEvents;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast a table of events gets a new sorting key on one node: by hand, by hand as well as it goes, and by {@code COPY} with its
 * defaults, its protocol and a durable journal included. The ways take turns, in another order in every round, with a rest between two.
 * {@code bench/copy.sh} runs it.
 */
public final class CopySpeed {
    private static final Duration REST = Duration.ofSeconds(1);
    /** By then the JVMs of the runner and of the node's gRPC endpoint have compiled what a copy needs, as in one that lasts. */
    private static final int SMALL_COPIES = 15;

    private static final long SMALL_ROWS = 20_000;

    /** PostHog's runbook, "INSERT data from the old table to the new staging table". */
    private static final Map<String, String> RUNBOOK = Map.of(
            "max_block_size", "200000",
            "max_insert_block_size", "200000",
            "max_threads", "20",
            "max_insert_threads", "20",
            "optimize_on_insert", "0",
            "max_execution_time", "0",
            "max_partitions_per_insert_block", "100000",
            "max_memory_usage", "100000000000");

    private static final String VERIFY = "VERIFY COPY of (c)";

    private final Runs overGrpc;
    private final Runs overHttp;
    private final Transport transport;
    private final Journal journal;
    private final long rows;
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    private int number;

    private CopySpeed(Site site, Connections grpc, Connections http, long rows) {
        Cluster cluster = site.cluster(TransportKind.GRPC);
        this.overGrpc = new Runs(site.journal(), grpc, cluster);
        this.overHttp = new Runs(site.journal(), http, site.cluster(TransportKind.HTTP));
        this.transport = grpc.to(cluster.nodes().get(0));
        this.journal = site.journal();
        this.rows = rows;
    }

    /** Arguments: rows, rounds. */
    public static void main(String[] arguments) throws Exception {
        try (Site site = Site.start(1);
                Connections grpc = site.connections(TransportKind.GRPC);
                Connections http = site.connections(TransportKind.HTTP)) {
            CopySpeed speed = new CopySpeed(site, grpc, http, Long.parseLong(arguments[0]));
            speed.prepare();
            speed.warmUp();
            speed.measure(Integer.parseInt(arguments[1]));
        }
    }

    private interface Way {
        /** @return in seconds, where it is not what passed from begin to end */
        Double go() throws Exception;
    }

    private void prepare() throws Exception {
        send("CREATE DATABASE b ENGINE = Atomic");
        send(EventsTable.create("b.events", EventsTable.LAYOUT));
        System.err.println("making " + rows + " rows");
        send(new SampleEvents("b.events", rows, 1).insertFor(1, 1));
        // As partitions of months that have passed are: few parts, and nothing that merges beside what is measured.
        send("OPTIMIZE TABLE b.events FINAL");
        while (one("SELECT count() FROM system.merges") > 0) {
            Thread.sleep(500);
        }
    }

    /** What the ways by hand need has been compiled by those who made the server. */
    private void warmUp() throws Exception {
        send(EventsTable.create("b.small", EventsTable.LAYOUT));
        send(new SampleEvents("b.small", SMALL_ROWS, 1).insertFor(1, 1));
        for (int i = 0; i < SMALL_COPIES; i++) {
            for (Runs runs : List.of(overGrpc, overHttp)) {
                for (String layout : List.of(EventsTable.NEW_LAYOUT, EventsTable.LAYOUT)) {
                    run(runs, "b.small", layout);
                    send("DROP TABLE b.copied SYNC");
                }
            }
        }
        send("DROP TABLE b.small SYNC");
    }

    private void measure(int rounds) throws Exception {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("(a) one INSERT … SELECT, the runbook's settings", this::runbook);
        ways.put("(b) by partition, 2 at a time, 1 thread each", () -> byPartition(2, 1));
        ways.put("(b) by partition, 4 at a time, 1 thread each", () -> byPartition(4, 1));
        ways.put("(b) by partition, 1 at a time, 2 threads", () -> byPartition(1, 2));
        ways.put("(c) COPY over gRPC", () -> copy(overGrpc, EventsTable.NEW_LAYOUT));
        ways.put("(c) COPY over HTTP", () -> copy(overHttp, EventsTable.NEW_LAYOUT));
        ways.put("(d) COPY of an identical layout", () -> copy(overGrpc, EventsTable.LAYOUT));
        List<String> order = new ArrayList<>(ways.keySet());
        Random random = new Random(1);
        for (int round = -1; round < rounds; round++) {
            // Not in a circle: what one way leaves behind, memory that the server has not given back, would always help
            // the next.
            Collections.shuffle(order, random);
            for (String name : order) {
                double time = timed(ways.get(name));
                if (round >= 0) {
                    seconds.computeIfAbsent(name, it -> new ArrayList<>()).add(time);
                }
            }
        }
        seconds.get(VERIFY).remove(0);
        print(ways.keySet(), rounds);
    }

    private double timed(Way way) throws Exception {
        settle();
        long started = System.nanoTime();
        Double own = way.go();
        double passed = (System.nanoTime() - started) / 1e9;
        long copied = one("SELECT count() FROM b.copied");
        if (copied != rows) {
            throw new IllegalStateException(copied + " rows have arrived instead of " + rows);
        }
        send("DROP TABLE b.copied SYNC");
        return own == null ? passed : own;
    }

    /** What was left behind by the way before is not this one's: pages that the disk still has to take, memory to be given back. */
    private static void settle() throws Exception {
        new ProcessBuilder("sync").inheritIO().start().waitFor();
        Thread.sleep(REST.toMillis());
    }

    private Double runbook() throws Exception {
        send(EventsTable.create("b.copied", EventsTable.NEW_LAYOUT));
        send("INSERT INTO b.copied SELECT * FROM b.events", RUNBOOK);
        return null;
    }

    private Double byPartition(int atOnce, int threads) throws Exception {
        send(EventsTable.create("b.copied", EventsTable.NEW_LAYOUT));
        Map<String, String> settings = Map.of(
                "max_threads", String.valueOf(threads),
                "max_insert_threads", String.valueOf(threads),
                "optimize_on_insert", "0",
                "max_block_size", "1000000",
                "min_insert_block_size_rows", "1000000",
                "min_insert_block_size_bytes", "1000000000",
                "preferred_block_size_bytes", "1000000000");
        ExecutorService pool = Executors.newFixedThreadPool(atOnce);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (List<Object> row : ask(
                    "SELECT DISTINCT partition_id FROM system.parts WHERE database = 'b' AND table = 'events' AND active ORDER BY 1")) {
                tasks.add(() -> {
                    send(
                            "INSERT INTO b.copied SELECT * FROM b.events WHERE _partition_id = '" + row.get(0) + "'",
                            settings);
                    return null;
                });
            }
            for (Future<Void> task : pool.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            pool.shutdown();
        }
        return null;
    }

    /** The whole run, from its start checks to its end; then the comparison by itself, of which only its own time counts. */
    private Double copy(Runs runs, String layout) throws Exception {
        RunResult result = run(runs, "b.events", layout);
        Map<String, Double> byAction = new LinkedHashMap<>();
        for (NodeState state : journal.nodeStates(result.run().orElseThrow().id())) {
            Duration took =
                    Duration.between(state.startedAt(), state.finishedAt().orElseThrow());
            byAction.put(state.action(), took.toNanos() / 1e9);
        }
        if (layout.equals(EventsTable.NEW_LAYOUT) && runs == overGrpc) {
            seconds.computeIfAbsent(VERIFY, it -> new ArrayList<>()).add(byAction.get("verify_copy_all"));
        }
        Duration whole = Duration.between(
                result.run().orElseThrow().startedAt(),
                result.run().orElseThrow().finishedAt().orElseThrow());
        return whole.toNanos() / 1e9 - byAction.get("verify_copy_all");
    }

    private RunResult run(Runs runs, String source, String layout) throws Exception {
        send(EventsTable.create("b.copied", layout));
        return runs.complete(Runs.migration(
                "m_" + number++,
                "COPY all FROM %s TO b.copied ON EACH SHARD;\nVERIFY COPY all BY PARTITION;\n".formatted(source)));
    }

    private void print(Iterable<String> ways, int rounds) {
        double byHand = median("(a) one INSERT … SELECT, the runbook's settings");
        System.out.printf("%,d rows, %d rounds, seconds%n", rows, rounds);
        System.out.printf("%-50s %8s %8s %8s %12s %14s%n", "", "least", "median", "most", "M rows/s", "times (a)");
        List<String> names = new ArrayList<>();
        ways.forEach(names::add);
        names.add(VERIFY);
        for (String name : names) {
            double[] sorted = sorted(name);
            System.out.printf(
                    "%-50s %8.2f %8.2f %8.2f %12.2f %14.2f%n",
                    name,
                    sorted[0],
                    median(name),
                    sorted[sorted.length - 1],
                    rows / median(name) / 1e6,
                    byHand / median(name));
        }
        System.out.printf("%s took %.0f %% of the copy%n", VERIFY, 100 * median(VERIFY) / median("(c) COPY over gRPC"));
    }

    private double[] sorted(String name) {
        double[] sorted = seconds.get(name).stream().mapToDouble(it -> it).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private double median(String name) {
        double[] sorted = sorted(name);
        return sorted[sorted.length / 2];
    }

    private long one(String sql) throws QueryException {
        return ((Number) ask("SELECT toInt64((" + sql + "))").get(0).get(0)).longValue();
    }

    private List<List<Object>> ask(String sql) throws QueryException {
        return send(sql, Map.of());
    }

    private void send(String sql) throws QueryException {
        send(sql, Map.of());
    }

    private List<List<Object>> send(String sql, Map<String, String> settings) throws QueryException {
        Query query = Query.of(sql, "bench-" + UUID.randomUUID()).withSettings(settings);
        return transport.execute(query, ProgressListener.NONE).rows();
    }
}
