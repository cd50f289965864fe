package dev.amig.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Node;
import dev.amig.embedded.postgres.EmbeddedPostgres;
import dev.amig.journal.Journal;
import dev.amig.journal.Lease;
import dev.amig.journal.LeaseOwner;
import dev.amig.journal.NewRun;
import dev.amig.journal.Outcome;
import dev.amig.journal.PostgresJournal;
import dev.amig.journal.Run;
import dev.amig.journal.RunKind;
import dev.amig.journal.RunStatus;
import dev.amig.journal.Transition;
import dev.amig.progress.NodeProgress;
import dev.amig.progress.Progress;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a run in every status, with a runner and without one: the whole sentences, and what may be typed next. */
class WhyStatusIT {
    private static final LeaseOwner RUNNER = new LeaseOwner("another-host", 4711, 1);

    @TempDir
    private static Path home;

    private static EmbeddedPostgres postgres;
    private static Journal journal;

    private final String cluster = "c" + UUID.randomUUID().toString().substring(0, 8);
    private Lease lease;
    private Run run;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.TEMPORARY, line -> {});
        journal = PostgresJournal.open(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    @AfterAll
    static void stop() {
        journal.close();
        postgres.close();
    }

    @BeforeEach
    void begin() {
        lease = journal.acquire(cluster, RUNNER);
        run = journal.begin(
                lease,
                new NewRun(
                        cluster,
                        "0001_m",
                        RunKind.MIGRATION,
                        "",
                        "migrations.d/0001_m.amig",
                        Map.of(),
                        new ChosenReplicas(Map.of(1, 1))));
    }

    private WhyStatusIT then(RunStatus to, String why) {
        RunStatus from = journal.run(run.id()).orElseThrow().status();
        Transition transition = Transition.between(from, to).orElseThrow();
        journal.advance(lease, run.id(), to, transition.causes().iterator().next(), why);
        return this;
    }

    private WhyStatusIT running() {
        return then(RunStatus.RUNNING, "");
    }

    private WhyStatusIT seen(NodeProgress... nodes) {
        journal.recordActivity(
                lease,
                run.id(),
                new Progress("0001_m", "Running", "fill", 1, 3, 42, Duration.ofSeconds(9), List.of(nodes)));
        return this;
    }

    private static NodeProgress node(int shard, NodeProgress.State state, String phrase) {
        Counters counters = new Counters(1_200_000, 0, 4_000_000, 7, 0);
        return new NodeProgress(
                new Node(shard, 1, "h", 9100), state, phrase, counters, Duration.ofSeconds(3), 400_000, 0);
    }

    private QueryId query(String node) {
        return new QueryId(run.id(), "fill", node, Direction.FORWARD, 0, 1);
    }

    private Explanation explain() throws InterruptedException {
        return new Why(journal, Optional.empty()).explain(run);
    }

    /** Without its beginning and its clock, which are the same in all of them. */
    private String said() throws InterruptedException {
        String sentence = explain().run().sentence();
        assertThat(sentence).startsWith("0001_m on " + cluster + " ").matches("(?s).* \\(for \\d+ s\\)");
        return sentence.substring(("0001_m on " + cluster + " ").length()).replaceFirst(" \\(for \\d+ s\\)$", "");
    }

    private List<String> next() throws InterruptedException {
        return explain().run().next();
    }

    private List<String> nodes() throws InterruptedException {
        return explain().nodes().stream()
                .map(it -> it.subject() + " " + it.sentence().replaceFirst(" \\(for \\d+ s\\)$", ""))
                .toList();
    }

    private void runnerIsSilent() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update amig.lease set heartbeat_at = now() - interval '90 seconds' where cluster = '" + cluster
                            + "'");
        }
    }

    // ---- a runner is at work

    @Test
    void starting() throws Exception {
        assertThat(said())
                .isEqualTo(
                        "is making its start checks: versions, REQUIRED WHEN, dependencies, PRECHECKs, HEALTHCHECKs; driven by process 4711 on another-host");
        assertThat(next())
                .containsExactly("amig status 0001_m --watch", "amig logs 0001_m --follow", "amig stop 0001_m");
    }

    @Test
    void running_with_what_each_node_does() throws Exception {
        running()
                .seen(
                        node(1, NodeProgress.State.RUNNING, "INSERT"),
                        node(2, NodeProgress.State.DONE, "done"),
                        node(3, NodeProgress.State.WAITING, "last answer 0, at most 1 hour"),
                        node(4, NodeProgress.State.QUEUED, "waiting for its turn"),
                        node(5, NodeProgress.State.FAILED, "x"));
        for (int shard : List.of(1, 2, 3, 5)) {
            journal.nodeStarted(lease, run.id(), 1, "fill", "s" + shard + "r1", Direction.FORWARD);
        }
        journal.intend(lease, query("s1r1"), "INSERT INTO t SELECT 1");
        journal.nodeEnded(lease, run.id(), 1, "s2r1", Direction.FORWARD, Optional.empty());
        journal.nodeEnded(lease, run.id(), 1, "s5r1", Direction.FORWARD, Optional.of("error 60 UNKNOWN_TABLE: no t"));
        assertThat(said())
                .isEqualTo("is running: fill, done on 1 of 5 nodes, 42 %; driven by process 4711 on another-host");
        assertThat(nodes())
                .containsExactly(
                        "s1r1 fill: INSERT INTO t SELECT 1 was sent (%s): 1,200,000 of 4,000,000 rows read, 7 written"
                                .formatted(query("s1r1")),
                        "s2r1 fill is done",
                        "s3r1 fill waits: last answer 0, at most 1 hour",
                        "s4r1 waits for its turn",
                        "s5r1 fill has failed: error 60 UNKNOWN_TABLE: no t");
    }

    @Test
    void stopping_and_rolling_back() throws Exception {
        running().seen().then(RunStatus.STOPPING, "interrupted");
        assertThat(said())
                .isEqualTo(
                        "is being stopped (interrupted): what runs is killed and its end is looked up; driven by process 4711 on another-host");
        then(RunStatus.ROLLING_BACK, "stopped: interrupted");
        journal.nodeStarted(lease, run.id(), 0, "make", "s1r1", Direction.ROLLBACK);
        assertThat(said())
                .isEqualTo(
                        "is being rolled back: make, done on 0 of 1 node, because: interrupted; driven by process 4711 on another-host");
        assertThat(nodes()).containsExactly("s1r1 the rollback of make is between two statements");
    }

    @Test
    void errored() throws Exception {
        running().seen().then(RunStatus.ERRORED, "fill: 0 of 2 nodes done; s1r1 failed: no space");
        assertThat(said())
                .isEqualTo(
                        "has failed and is about to be rolled back: fill: 0 of 2 nodes done; s1r1 failed: no space; driven by process 4711 on another-host");
    }

    // ---- nobody is

    @Test
    void running_while_its_runner_is_gone() throws Exception {
        running().seen(node(1, NodeProgress.State.RUNNING, "INSERT"));
        journal.nodeStarted(lease, run.id(), 1, "fill", "s1r1", Direction.FORWARD);
        journal.nodeStarted(lease, run.id(), 1, "fill", "s2r1", Direction.FORWARD);
        journal.intend(lease, query("s1r1"), "INSERT INTO t SELECT 1");
        runnerIsSilent();
        assertThat(said())
                .isEqualTo(
                        "was running: fill, done on 0 of 2 nodes, 42 %, and nobody goes on with it: process 4711 on another-host, which drove it, was last heard of 1 min ago and is gone");
        assertThat(next()).containsExactly("amig resume 0001_m", "amig doctor --repair");
        assertThat(nodes())
                .containsExactly(
                        "s1r1 fill: INSERT INTO t SELECT 1 was sent (%s), and nobody has written down how it ended"
                                .formatted(query("s1r1")),
                        "s2r1 fill had begun, and no statement of it is on its way");
        assertThat(explain().nodes().get(0).next()).containsExactly("amig resume 0001_m");
    }

    @Test
    void running_while_another_migration_has_the_cluster() throws Exception {
        running().seen();
        journal.release(lease);
        assertThat(said())
                .isEqualTo(
                        "was running, 42 %, and nobody goes on with it: process 4711 on another-host, which drove it, has left");
        journal.acquire(cluster, new LeaseOwner("third-host", 12, 1));
        assertThat(said())
                .isEqualTo(
                        "was running, 42 %%, and nobody goes on with it: process 12 on third-host drives cluster %s, but another migration or not yet this one"
                                .formatted(cluster));
    }

    @Test
    void paused_after_a_failure() throws Exception {
        running().then(RunStatus.PAUSED, "fill: 0 of 1 nodes done; nothing was rolled back: ON ERROR PAUSE");
        assertThat(said()).isEqualTo("is paused: fill: 0 of 1 nodes done; nothing was rolled back: ON ERROR PAUSE");
        assertThat(next()).containsExactly("amig resume 0001_m", "amig rollback migrations.d/0001_m.amig");
    }

    @Test
    void paused_because_nobody_knows_how_a_statement_ended() throws Exception {
        running();
        journal.nodeStarted(lease, run.id(), 1, "fill", "s1r1", Direction.FORWARD);
        journal.conclude(lease, journal.intend(lease, query("s1r1"), "INSERT"), new Outcome.Unknown("the log is lost"));
        then(RunStatus.PAUSED, "x");
        assertThat(said())
                .isEqualTo(
                        "is paused: nobody knows how a statement ended; look at the tables, tell what you found, then go on");
        List<String> resolve = List.of(
                "amig resolve %s --applied --because '…'".formatted(query("s1r1")),
                "amig resolve %s --not-applied --because '…'".formatted(query("s1r1")));
        assertThat(next()).containsExactly(resolve.get(0), resolve.get(1), "amig resume 0001_m");
        assertThat(nodes())
                .containsExactly(
                        "s1r1 fill: nobody knows how %s ended: the log is lost; look at what it should have changed, then tell"
                                .formatted(query("s1r1")));
        assertThat(explain().nodes().get(0).next()).isEqualTo(resolve);
    }

    @Test
    void waiting_for_confirmation() throws Exception {
        running().seen().then(RunStatus.WAITING_FOR_CONFIRMATION, "Swap: now?");
        assertThat(said())
                .isEqualTo(
                        "waits for a person to confirm: Swap: now?; driven by process 4711 on another-host, which waits for the answer");
        journal.release(lease);
        assertThat(said()).isEqualTo("waits for a person to confirm: Swap: now?");
        assertThat(next()).containsExactly("amig confirm 0001_m", "amig rollback migrations.d/0001_m.amig");
    }

    @Test
    void rollback_failed() throws Exception {
        running()
                .then(RunStatus.ERRORED, "a")
                .then(RunStatus.ROLLING_BACK, "a")
                .then(RunStatus.ROLLBACK_FAILED, "make: no such table");
        assertThat(said())
                .isEqualTo(
                        "could not be rolled back: make: no such table; what comes after that action is undone, what comes before it is not; remove the cause, the rollback then goes on");
        assertThat(next()).containsExactly("amig resume 0001_m");
    }

    // ---- it is at its end

    @Test
    void at_its_end() throws Exception {
        running().then(RunStatus.COMPLETED, "");
        assertThat(said()).isEqualTo("has completed");
        assertThat(next()).containsExactly("amig rollback migrations.d/0001_m.amig");
        then(RunStatus.ROLLING_BACK, "asked by tim").then(RunStatus.ROLLED_BACK, "");
        assertThat(said()).isEqualTo("was rolled back; a new run may begin");
        assertThat(next()).containsExactly("amig run migrations.d/0001_m.amig");
        assertThat(nodes()).isEmpty();
    }

    @Test
    void rolled_back_after_an_error() throws Exception {
        running()
                .then(RunStatus.ERRORED, "no space")
                .then(RunStatus.ROLLING_BACK, "no space")
                .then(RunStatus.ROLLED_BACK, "");
        assertThat(said()).isEqualTo("was rolled back, because: no space; a new run may begin");
    }

    @Test
    void not_started_at_all() throws Exception {
        then(RunStatus.FAILED_AT_STARTUP, "s1r1: connection refused");
        assertThat(said()).isEqualTo("was not started: s1r1: connection refused; nothing was changed");
        assertThat(next()).containsExactly("amig run migrations.d/0001_m.amig");
    }

    @Test
    void not_required() throws Exception {
        then(RunStatus.NOT_REQUIRED, "the table has the column");
        assertThat(said()).isEqualTo("was not required: the table has the column; it is asked again next time");
    }
}
