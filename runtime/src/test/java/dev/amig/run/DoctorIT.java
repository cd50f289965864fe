package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.amig.cluster.Node;
import dev.amig.insight.Doctor;
import dev.amig.insight.Finding;
import dev.amig.insight.Finding.Kind;
import dev.amig.insight.Repairs;
import dev.amig.insight.Servers;
import dev.amig.journal.Attempt;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.CopyKey;
import dev.amig.journal.Lease;
import dev.amig.journal.LeaseHeldException;
import dev.amig.journal.LeaseOwner;
import dev.amig.journal.Outcome;
import dev.amig.journal.OwnedTable;
import dev.amig.language.sql.QualifiedName;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId.Direction;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each thing that amig doctor looks for, planted on a real cluster: it is found, said in so many words, and mended where that is offered. */
class DoctorIT extends TwoShards {
    private static final long NO_SUCH_PROCESS = 99_999_999;

    @BeforeAll
    static void start() throws Exception {
        bench.rows("s1r1", "CREATE TABLE filled (n UInt64) ENGINE = MergeTree ORDER BY n");
    }

    private static List<Finding> found(Planted planted, Servers servers) throws InterruptedException {
        return new Doctor(bench.journal(), cluster -> Optional.of(servers))
                .examine(Optional.of(planted.run().cluster()));
    }

    private static List<Finding> found(Planted planted) throws InterruptedException {
        return found(planted, planted.servers());
    }

    private static List<Finding> found(Planted planted, Kind kind) throws InterruptedException {
        return found(planted).stream().filter(it -> it.kind() == kind).toList();
    }

    private static String repair(Planted planted, Finding finding) throws QueryException {
        return new Repairs(bench.journal(), cluster -> Optional.of(planted.servers()), "tim")
                .carryOut(finding.repair().orElseThrow());
    }

    @Test
    void nothing_is_found_where_nothing_is_wrong_and_a_living_runner_is_left_alone() throws Exception {
        try (Planted planted = new Planted(bench, "fine")) {
            Attempt attempt = planted.intended(
                    "s1r1",
                    "INSERT INTO filled SELECT sleepEachRow(0.01) FROM numbers(200) SETTINGS max_block_size = 10");
            planted.seen();
            CompletableFuture<Void> end = planted.running(attempt);
            assertThat(found(planted)).isEmpty();
            end.join();
            bench.journal().conclude(planted.lease(), attempt, new Outcome.Applied(Counters.ZERO, Duration.ZERO));
            planted.ended();
            assertThat(found(planted)).isEmpty();
        }
    }

    @Test
    void a_lease_whose_owner_is_gone() throws Exception {
        try (Planted planted = new Planted(bench, "lease")) {
            planted.ended();
            String cluster = planted.run().cluster();
            String host = LeaseOwner.thisProcess().host();
            bench.journal().acquire(cluster, new LeaseOwner(host, NO_SUCH_PROCESS, 1));
            Finding finding = found(planted).get(0);
            assertThat(finding.kind()).isEqualTo(Kind.STALE_LEASE);
            assertThat(finding.what())
                    .isEqualTo(
                            "process 99999999 on %s holds the lease on cluster %s and is gone: it was last heard of 0 s ago"
                                    .formatted(host, cluster));
            assertThat(finding.command()).isEqualTo("amig run");
            assertThat(repair(planted, finding)).isEqualTo("the lease on cluster " + cluster + " is free");
            assertThat(found(planted)).isEmpty();
        }
    }

    @Test
    void a_query_that_nobody_waits_for_is_killed_and_its_end_written_down() throws Exception {
        try (Planted planted = new Planted(bench, "orphan")) {
            Attempt attempt = planted.intended(
                    "s1r1",
                    "INSERT INTO filled SELECT sleepEachRow(0.02) FROM numbers(3000) SETTINGS max_block_size = 10");
            CompletableFuture<Void> end = planted.running(attempt);
            planted.abandoned();
            Finding orphan = found(planted).get(0);
            assertThat(orphan.kind()).isEqualTo(Kind.ORPHANED_QUERY);
            assertThat(orphan.what())
                    .isEqualTo("s1r1 runs %s of orphan, and nobody waits for it".formatted(attempt.queryId()));
            assertThat(orphan.command()).isEqualTo("amig resume orphan");
            assertThat(orphan.since()).isPresent();

            Lease other = bench.journal().acquire(planted.run().cluster(), LeaseOwner.thisProcess());
            assertThatThrownBy(() -> repair(planted, orphan)).isInstanceOf(LeaseHeldException.class);
            bench.journal().release(other);
            assertThat(end).as("a runner at work is not disturbed").isNotDone();

            assertThat(repair(planted, orphan))
                    .isEqualTo("tim has killed %s; what it had written by then stays".formatted(attempt.queryId()));
            assertThat(end).failsWithin(Duration.ofSeconds(10));
            Finding unwritten = found(planted).get(0);
            assertThat(unwritten.kind()).isEqualTo(Kind.UNWRITTEN_OUTCOME);
            assertThat(unwritten.what()).isEqualTo(attempt.queryId() + " was killed, and the journal does not know");
            assertThat(repair(planted, unwritten))
                    .isEqualTo("looked up by tim: %s was killed".formatted(attempt.queryId()));
            assertThat(bench.journal().attempts(planted.run().id()))
                    .flatExtracting(it -> it.outcome().stream().toList())
                    .hasOnlyElementsOfType(Outcome.Cancelled.class);
            assertThat(found(planted)).isEmpty();
            planted.putAway();
        }
    }

    @Test
    void a_statement_that_ended_unheard_is_written_down() throws Exception {
        try (Planted planted = new Planted(bench, "unheard")) {
            Attempt attempt = planted.intended("s2r1", "SELECT 1");
            planted.send(attempt);
            planted.abandoned();
            Finding finding = found(planted).get(0);
            assertThat(finding.what())
                    .isEqualTo(attempt.queryId() + " finished, 0 rows written, and the journal does not know");
            assertThat(finding.command()).isEqualTo("amig resume unheard");
            repair(planted, finding);
            assertThat(bench.journal().attempts(planted.run().id())).allMatch(AttemptRecord::isApplied);
            assertThat(found(planted)).isEmpty();
            planted.putAway();
        }
    }

    @Test
    void an_outcome_in_doubt_and_one_that_the_server_contradicts() throws Exception {
        try (Planted planted = new Planted(bench, "doubted")) {
            Attempt failing =
                    planted.intended("s1r1", "INSERT INTO filled SELECT throwIf(number = 5, 'five') FROM numbers(10)");
            assertThatThrownBy(() -> planted.send(failing)).isInstanceOf(QueryException.class);
            bench.journal().conclude(planted.lease(), failing, new Outcome.Applied(Counters.ZERO, Duration.ZERO));
            Attempt doubtful = planted.intended("s2r1", "SELECT 1");
            bench.journal().conclude(planted.lease(), doubtful, new Outcome.Unknown("lost"));
            planted.abandoned();
            assertThat(found(planted, Kind.UNKNOWN_OUTCOME))
                    .extracting(Finding::what, Finding::command)
                    .containsExactly(tuple(
                            "nobody knows how %s ended".formatted(doubtful.queryId()),
                            "amig resolve %s --applied --because '…' (or --not-applied)"
                                    .formatted(doubtful.queryId())));
            List<Finding> contradicted = found(planted, Kind.CONTRADICTED_OUTCOME);
            assertThat(contradicted).hasSize(1);
            assertThat(contradicted.get(0).what())
                    .startsWith("the journal says that %s was applied, and the server that it failed with Code: 395"
                            .formatted(failing.queryId()))
                    .contains("five");
            assertThat(contradicted.get(0).command()).isEqualTo("amig rollback doubted.amig");
            assertThat(contradicted.get(0).repair()).isEmpty();
            planted.putAway();
        }
    }

    @Test
    void nodes_that_are_no_longer_there_or_do_not_answer_and_a_cluster_out_of_reach() throws Exception {
        try (Planted planted = new Planted(bench, "gone")) {
            bench.journal().nodeStarted(planted.lease(), planted.run().id(), 0, "fill", "s9r1", Direction.FORWARD);
            planted.abandoned();
            List<Node> nodes = new ArrayList<>(bench.cluster().nodes());
            nodes.add(new Node(3, 1, "127.0.0.1", 1));
            List<Finding> findings = found(planted, planted.servers(nodes));
            assertThat(findings).extracting(Finding::kind).containsExactly(Kind.MISSING_NODE, Kind.SILENT_NODE);
            assertThat(findings.get(0).what())
                    .isEqualTo("run %d of gone has done work on s9r1, and cluster %s has no such node any more"
                            .formatted(planted.run().id(), planted.run().cluster()));
            assertThat(findings.get(1).where()).isEqualTo("s3r1 (127.0.0.1:1)");
            assertThat(findings.get(1).what()).startsWith("s3r1 does not answer: ");

            assertThat(new Doctor(bench.journal(), cluster -> Optional.empty()).examine(Optional.empty()))
                    .extracting(Finding::what)
                    .containsExactly("cluster %s cannot be reached from here, and gone on it has not ended"
                            .formatted(planted.run().cluster()));
            planted.putAway();
        }
    }

    @Test
    void a_table_is_amigs_own_only_where_the_journal_says_so_and_is_never_dropped_here() throws Exception {
        try (Planted planted = new Planted(bench, "left")) {
            long run = planted.run().id();
            UUID id = UUID.randomUUID();
            String ours = "filled__amig_snapshot_%d_0".formatted(run);
            String theirs = "filled__amig_chunk_%d_0_1".formatted(run);
            bench.journal()
                    .copies()
                    .own(
                            planted.lease(),
                            new OwnedTable(
                                    id,
                                    new CopyKey(run, 0, "s1r1"),
                                    new QualifiedName(Optional.of("default"), ours),
                                    OwnedTable.Purpose.SNAPSHOT));
            bench.rows("s1r1", "CREATE TABLE %s AS filled COMMENT 'amig %s'".formatted(ours, id));
            bench.rows("s1r1", "CREATE TABLE %s AS filled".formatted(theirs));
            assertThat(found(planted, Kind.LEFTOVER_TABLE))
                    .as("the run may still need its own")
                    .extracting(Finding::what)
                    .containsExactly(
                            "default.%s is named as amig names tables of its own, and the journal does not know that amig made it"
                                    .formatted(theirs));
            planted.ended();
            assertThat(found(planted, Kind.LEFTOVER_TABLE))
                    .extracting(Finding::what, Finding::command)
                    .contains(tuple(
                            "default.%s was made by run %d of left, which is Rolled back".formatted(ours, run),
                            "DROP TABLE default.%s SYNC".formatted(ours)))
                    .hasSize(2);
            assertThat(found(planted, Kind.LEFTOVER_TABLE))
                    .allMatch(it -> it.repair().isEmpty());
            assertThat(bench.ask("s1r1", "SELECT count() FROM system.tables WHERE name LIKE 'filled\\_\\_amig%'"))
                    .isEqualTo(BigInteger.TWO);
            bench.rows("s1r1", "DROP TABLE " + ours + " SYNC");
            bench.rows("s1r1", "DROP TABLE " + theirs + " SYNC");
        }
    }
}
