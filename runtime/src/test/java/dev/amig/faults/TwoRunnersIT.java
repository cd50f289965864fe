package dev.amig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Event;
import dev.amig.journal.LeaseHeldException;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.run.Resolution;
import dev.amig.run.RunResult;
import dev.amig.run.RunResult.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A cluster has one runner at a time, whatever becomes of runners. */
class TwoRunnersIT {
    private static final Duration SHORT_LEASE = Duration.ofSeconds(3);

    @TempDir
    private static Path home;

    private static FaultSite site;
    private static Workbench bench;
    private static Workbench other;

    @BeforeAll
    static void start() {
        site = FaultSite.start(home.resolve("journal"), 2, 1);
        bench = new Workbench(site.address());
        other = new Workbench(site.address());
    }

    @AfterAll
    static void stop() {
        bench.close();
        other.close();
        site.close();
    }

    static final class Once extends Simple {
        public Once() {
            super("once", RunStatus.COMPLETED, """
                    STEP make ON EACH SHARD { CREATE TABLE DB.t (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };
                    STEP fill ON EACH SHARD { INSERT INTO DB.t SELECT sleep(0.3) } ROLLBACK { TRUNCATE TABLE IF EXISTS DB.t };
                    """);
        }
    }

    // ---- started at once

    @RepeatedTest(47)
    @Execution(ExecutionMode.CONCURRENT)
    void of_two_runners_one_runs_and_the_other_says_who_does(RepetitionInfo repetition) throws Exception {
        Scenario scenario = new Once();
        String database = "once_" + repetition.getCurrentRepetition();
        bench.furnish(database);
        List<String> said = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (Future<String> it : pool.invokeAll(List.of(
                    runTogether(bench, scenario, database, together),
                    runTogether(other, scenario, database, together)))) {
                said.add(it.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertOneRan(scenario, database, said, ProcessHandle.current().pid());
    }

    private static Callable<String> runTogether(
            Workbench workbench, Scenario scenario, String database, CyclicBarrier together) {
        return () -> {
            together.await();
            try {
                return workbench.drive(scenario, database).sentence();
            } catch (LeaseHeldException e) {
                return e.getMessage();
            }
        };
    }

    @RepeatedTest(3)
    void of_two_processes_one_runs_and_the_other_says_who_does(RepetitionInfo repetition) throws Exception {
        Scenario scenario = new Once();
        String database = "process_" + repetition.getCurrentRepetition();
        bench.furnish(database);
        try (RunnerProcess one = RunnerProcess.start(site.address(), Once.class, database, Address.LEASE);
                RunnerProcess two = RunnerProcess.start(site.address(), Once.class, database, Address.LEASE)) {
            one.go();
            two.go();
            String first = one.rest();
            String second = two.rest();
            boolean firstRan = one.exitCode() == 0;
            assertThat(one.exitCode() + two.exitCode()).isEqualTo(1);
            assertOneRan(
                    scenario,
                    database,
                    List.of(first.replace("LeaseHeldException: ", ""), second.replace("LeaseHeldException: ", "")),
                    firstRan ? one.pid() : two.pid());
        }
    }

    private static void assertOneRan(Scenario scenario, String database, List<String> said, long pid) throws Exception {
        assertThat(said)
                .filteredOn(it -> it.equals("m_" + database + " is completed"))
                .hasSize(1);
        assertThat(said)
                .filteredOn(it -> it.matches("cluster " + database + " is being migrated by process " + pid
                        + " on \\S+ since \\S+; wait for it, or watch it with: amig status"))
                .hasSize(1);
        Run run = bench.latestRun(scenario, database).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        for (Node node : site.address().nodes()) {
            assertThat(bench.rows(node, "SELECT n FROM " + database + ".t")).hasToString("[[0]]");
        }
    }

    // ---- frozen

    static final class Frozen extends Simple {
        public Frozen() {
            super("frozen", RunStatus.COMPLETED, """
                    STEP make ON EACH SHARD { CREATE TABLE DB.t (n UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };
                    STEP long ON SHARD 1 { INSERT INTO DB.t SELECT sleepEachRow(0.1) FROM numbers(100) SETTINGS max_block_size = 1 } ROLLBACK { TRUNCATE TABLE IF EXISTS DB.t };
                    STEP after ON EACH SHARD { INSERT INTO DB.t VALUES (100) } ROLLBACK { TRUNCATE TABLE IF EXISTS DB.t };
                    """);
        }

        @Override
        public String cluster(String database) {
            return "shared";
        }
    }

    static final class Next extends Simple {
        public Next() {
            super(
                    "next",
                    RunStatus.COMPLETED,
                    "STEP first ON EACH SHARD { CREATE TABLE DB.t (n UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };");
        }

        @Override
        public String cluster(String database) {
            return "shared";
        }
    }

    @Test
    void a_frozen_runner_loses_its_cluster_when_its_queries_are_gone_and_writes_nothing_more() throws Exception {
        Scenario frozen = new Frozen();
        bench.furnish("frozen");
        bench.furnish("next");
        Node first = site.address().nodes().get(0);
        try (RunnerProcess runner = RunnerProcess.start(site.address(), Frozen.class, "frozen", SHORT_LEASE)) {
            runner.go();
            Await.until(
                    "the long statement",
                    () -> !bench.rows(
                                    first, "SELECT 1 FROM system.processes WHERE query_id LIKE 'amig-%-long-s1r1-0-1'")
                            .isEmpty());
            runner.signal("STOP");
            awaitExpiry();
            Run run = bench.latestRun(frozen, "frozen").orElseThrow();
            Written before = Written.of(run);

            RunResult next = bench.drive(new Next(), "next");

            assertThat(next.sentence()).isEqualTo("m_next is completed");
            assertThat(beganAfterTheEnd(first, next.run().orElseThrow(), run)).isTrue();
            runner.signal("CONT");
            assertThat(runner.rest()).matches(lost("shared", run));
            assertThat(runner.exitCode()).isEqualTo(1);
            assertThat(Written.of(run)).isEqualTo(before);
            assertThat(bench.rows(first, "SELECT count() FROM frozen.t WHERE n = 100"))
                    .hasToString("[[0]]");
        }
    }

    /** It had nothing to kill: what it had sent was gone before anybody else could have the cluster. */
    private static String lost(String cluster, Run run) {
        return "JournalException: the lease on cluster %1$s was lost to another runner \\(fence \\d+ is no longer the newest\\); this one writes nothing more; run %2$d of %3$s sends nothing more, and nothing that it had sent runs any more; 'amig status' shows who has cluster %1$s now, and where the run stands; when the cluster is free, 'amig resume %3$s' looks up how it ended and goes on"
                .formatted(cluster, run.id(), run.migration());
    }

    private static void awaitExpiry() throws Exception {
        Await.until(
                "the lease's end",
                () -> bench.journal().leases().stream()
                        .anyMatch(it -> it.cluster().equals("shared") && it.expired()));
    }

    /** By the server's own log: the new owner's first statement, against the end of the former owner's last one. */
    private static boolean beganAfterTheEnd(Node node, Run next, Run former) throws Exception {
        bench.rows(node, "SYSTEM FLUSH LOGS");
        return bench.rows(
                                node,
                                "SELECT 1 FROM system.query_log WHERE type != 'QueryStart' HAVING minIf(query_start_time_microseconds, startsWith(query_id, 'amig-%d-first')) >= maxIf(event_time_microseconds, startsWith(query_id, 'amig-%d-long')) AND countIf(startsWith(query_id, 'amig-%d-long')) = 1"
                                        .formatted(next.id(), former.id(), former.id()))
                        .size()
                == 1;
    }

    /** All that the journal holds of a run. */
    private record Written(Run run, List<Event> events, int attempts, long open) {
        static Written of(Run run) {
            List<AttemptRecord> attempts = bench.journal().attempts(run.id());
            return new Written(
                    bench.journal().run(run.id()).orElseThrow(),
                    bench.journal().events(run.id(), 0),
                    attempts.size(),
                    attempts.stream().filter(it -> it.outcome().isEmpty()).count());
        }
    }

    static final class FrozenBeforeSending extends Simple {
        public FrozenBeforeSending() {
            super("sending", RunStatus.COMPLETED, """
                    STEP make ON EACH SHARD { CREATE TABLE DB.t (n UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };
                    STEP fill ON SHARD 1 { INSERT INTO DB.t VALUES /* freeze before sending */ (1) } ROLLBACK { TRUNCATE TABLE IF EXISTS DB.t };
                    """);
        }
    }

    @Test
    void a_runner_that_was_frozen_between_intent_and_sending_does_not_send_late() throws Exception {
        Scenario scenario = new FrozenBeforeSending();
        bench.furnish("sending");
        Node first = site.address().nodes().get(0);
        try (RunnerProcess runner =
                RunnerProcess.start(site.address(), FrozenBeforeSending.class, "sending", SHORT_LEASE)) {
            runner.go();
            Await.until(
                    "the lease's end",
                    () -> bench.journal().leases().stream()
                            .anyMatch(it -> it.cluster().equals("sending") && it.expired()));
            RunResult paused = bench.resume(scenario, "sending", RunStatus.RUNNING);
            assertThat(paused.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
            String queryId = "amig-" + paused.run().orElseThrow().id() + "-fill-s1r1-0-1";
            new Resolution(bench.journal()).resolve(queryId, false, "the table is empty", "a test");
            assertThat(bench.resume(scenario, "sending", RunStatus.PAUSED).sentence())
                    .isEqualTo("m_sending is completed");

            runner.signal("CONT");
            assertThat(runner.rest())
                    .matches(
                            lost("sending", bench.latestRun(scenario, "sending").orElseThrow()));
            assertThat(runner.exitCode()).isEqualTo(1);
            assertThat(bench.rows(first, "SELECT n FROM sending.t")).hasToString("[[1]]");
        }
    }
}
