package dev.amig.bench;

import dev.amig.cluster.Cluster;
import dev.amig.embedded.postgres.EmbeddedPostgres;
import dev.amig.insight.Why;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.CopyTotals;
import dev.amig.journal.Journal;
import dev.amig.journal.PostgresJournal;
import dev.amig.journal.Run;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.receipt.CopySummary;
import dev.amig.receipt.Receipts;
import dev.amig.run.Connections;
import dev.amig.run.RunResult;
import dev.amig.run.StopSignal;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A copy of very many chunks from one JVM, with a durable journal; its nodes are simulated in the same JVM and share its heap.
 * {@code bench/many_chunks.sh} runs it.
 */
public final class ManyChunks {
    private static final int PARTITIONS = 50;
    private static final int WORKERS = 4;
    private static final double NANOS = 1e9;

    private static final ValidMigration COPY =
            Runs.migration("m_chunks", """
            COPY history FROM bench.events TO bench.events_new ON EACH SHARD CHUNK BY %d ROWS ON ERROR PAUSE
              ROLLBACK NONE BECAUSE 'nothing is there';
            """.formatted(SimulatedTables.ROWS_OF_A_PART));

    private final int wanted;
    private final List<SimulatedTables> tables = new ArrayList<>();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicLong firstFilled = new AtomicLong();
    private volatile int until;
    private volatile StopSignal stop = new StopSignal();

    private ManyChunks(int nodes, int chunks) {
        this.wanted = nodes * chunks;
        for (int i = 0; i < nodes; i++) {
            tables.add(new SimulatedTables(PARTITIONS, chunks / PARTITIONS));
        }
    }

    /**
     * Arguments: nodes, chunks on each (a multiple of {@value #PARTITIONS}); then, how many chunks shall arrive before the run is
     * stopped, and before it is stopped again after it was gone on with (absent: all).
     */
    public static void main(String[] arguments) throws Exception {
        ManyChunks bench = new ManyChunks(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        Path home = Files.createTempDirectory("amig-bench");
        EmbeddedPostgres postgres =
                EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.DURABLE, System.err::println);
        try (postgres;
                AnsweringNodes servers = new AnsweringNodes(bench.answers());
                Journal journal = PostgresJournal.open(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Connections connections =
                        new Connections(node -> Transports.open(TransportKind.GRPC, node, TransportOptions.PLAIN))) {
            Runs runs = new Runs(journal, connections, Cluster.of("bench", servers.nodes(), false, Map.of()));
            for (int i = 2; i < arguments.length; i++) {
                bench.runUntil(Integer.parseInt(arguments[i]), runs, journal);
            }
            if (arguments.length == 2) {
                bench.runUntil(bench.wanted, runs, journal);
            }
        }
        // The servers' loop ends by itself a little later; nothing is waited for.
        System.exit(0);
    }

    private List<CopyAnswers> answers() {
        return tables.stream()
                .map(it -> new CopyAnswers(it, WORKERS, this::filled, this::moved))
                .toList();
    }

    private void filled(SimulatedTables node) {
        firstFilled.compareAndSet(0, System.nanoTime());
    }

    private void moved(SimulatedTables node) {
        if (arrived.incrementAndGet() == until && until < wanted) {
            stop.request("so many were wanted", StopSignal.After.STAY);
        }
    }

    private void runUntil(int chunks, Runs runs, Journal journal) throws Exception {
        int before = arrived.get();
        until = chunks;
        stop = new StopSignal();
        firstFilled.set(0);
        long started = System.nanoTime();
        RunResult result = runs.run(COPY, stop);
        double seconds = (System.nanoTime() - started) / NANOS;
        Run run = result.run().orElseThrow();
        CopyTotals recorded = recorded(journal, run);
        int nowArrived = tables.stream().mapToInt(SimulatedTables::arrived).sum();
        System.out.printf(
                "%,d chunks on %d nodes: the first began after %.1f s; %,d arrived in %.1f s, %.0f a second; recorded as arrived %,d of %,d%n",
                recorded.chunks(),
                tables.size(),
                (firstFilled.get() - started) / NANOS,
                nowArrived - before,
                seconds,
                (nowArrived - before) / seconds,
                recorded.doneChunks(),
                wanted);
        System.out.println(PeakMemory.told());
        tell(journal, run);
        assertRecorded(result, recorded, nowArrived);
    }

    private static CopyTotals recorded(Journal journal, Run run) {
        CopyTotals sum = new CopyTotals(0, 0, 0, 0, 0, 0, 0);
        for (CopyRecord copy : journal.copies().copies(run.id())) {
            CopyTotals its = journal.copies().totals(copy.key());
            sum = new CopyTotals(
                    sum.chunks() + its.chunks(),
                    sum.doneChunks() + its.doneChunks(),
                    sum.rows() + its.rows(),
                    sum.doneRows() + its.doneRows(),
                    sum.bytes() + its.bytes(),
                    sum.doneBytes() + its.doneBytes(),
                    sum.copiedRows() + its.copiedRows());
        }
        return sum;
    }

    /** The servers themselves refuse a part that comes twice. */
    private void assertRecorded(RunResult result, CopyTotals recorded, int nowArrived) {
        boolean whole = until >= wanted;
        RunResult.Ending ending = whole ? RunResult.Ending.COMPLETED : RunResult.Ending.NOT_ROLLED_BACK;
        int left = tables.stream().mapToInt(SimulatedTables::ownedTables).sum();
        boolean isRight = result.ending() == ending
                && recorded.chunks() == wanted
                && recorded.doneChunks() == nowArrived
                && recorded.copiedRows() == nowArrived * SimulatedTables.ROWS_OF_A_PART
                && nowArrived >= until
                && (!whole || nowArrived == wanted && left == 0);
        if (!isRight) {
            throw new IllegalStateException("%s: of %d chunks %d arrived, %s; %d tables are left; %s"
                    .formatted(result.ending(), wanted, nowArrived, recorded, left, result.sentence()));
        }
    }

    /** What commands that look at such a run wait for. */
    private static void tell(Journal journal, Run run) throws Exception {
        Run now = journal.run(run.id()).orElseThrow();
        System.out.printf(
                "status: %d ms; why: %d ms; summary: %d ms; receipt: %d ms%n",
                millis(journal::latestRuns),
                millis(() -> new Why(journal, Optional.empty()).explain(now)),
                millis(() -> CopySummary.of(journal, run.id())),
                millis(() -> new Receipts(journal).of(now)));
    }

    private static long millis(Callable<?> work) throws Exception {
        long started = System.nanoTime();
        work.call();
        return (System.nanoTime() - started) / 1_000_000;
    }
}
