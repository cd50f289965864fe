package dev.amig.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.embedded.postgres.EmbeddedPostgres;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose database goes away and comes back: what is written is there once, and what was given is given. */
class LostJournalIT {
    private static final LeaseOwner OWNER = new LeaseOwner("another-host", 4711, 1);

    @TempDir
    private static Path home;

    private static EmbeddedPostgres postgres;

    private final String cluster = "c" + UUID.randomUUID();

    @BeforeAll
    static void startPostgres() {
        // A temporary one may lose what it committed a moment before it crashes.
        postgres = EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.DURABLE, line -> {});
    }

    @AfterAll
    static void stopPostgres() {
        postgres.closeAndAwaitEnd();
    }

    private static PostgresJournal open(Duration patience) {
        return PostgresJournal.open(postgres.jdbcUrl(), postgres.user(), postgres.password(), patience);
    }

    private NewRun newRun() {
        return new NewRun(
                cluster, "0001_a", RunKind.MIGRATION, "", "a.amig", Map.of(), new ChosenReplicas(Map.of(1, 1)));
    }

    private static QueryId query(Run run, int attempt) {
        return new QueryId(run.id(), "swap", "s1r1", Direction.FORWARD, 0, attempt);
    }

    @Test
    void a_commit_whose_answer_is_lost_is_done_once_and_gives_what_it_gave() throws Exception {
        int port = URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getPort();
        try (CuttingProxy proxy = new CuttingProxy(port);
                PostgresJournal journal = PostgresJournal.open(
                        postgres.jdbcUrl().replace(":" + port + "/", ":" + proxy.port() + "/"),
                        postgres.user(),
                        postgres.password(),
                        Duration.ofSeconds(20))) {
            proxy.loseAnswers(1);
            Lease lease = journal.acquire(cluster, OWNER);
            assertThat(lease).isEqualTo(new Lease(cluster, 1, OWNER, Lease.TIME_TO_LIVE));
            proxy.loseAnswers(2);
            Run run = journal.begin(lease, newRun());
            assertThat(journal.latestRun(cluster, "0001_a")).contains(run);
            proxy.loseAnswers(1);
            Event running = journal.advance(lease, run.id(), RunStatus.RUNNING, Cause.START_CHECK, "");
            proxy.loseAnswers(1);
            Written intended = journal.write(
                    lease,
                    Entry.of(run.id())
                            .noted(Event.Kind.NOTE, null, null, null, "one")
                            .noted(Event.Kind.NOTE, null, null, null, "two")
                            .intended(query(run, 1), "SELECT 1"));
            assertThat(intended.events()).extracting(Event::text).containsExactly("one", "two");
            proxy.loseAnswers(1);
            Outcome applied = new Outcome.Applied(Counters.ZERO, Duration.ZERO);
            journal.write(lease, Entry.of(run.id()).concluded(intended.attempt().orElseThrow(), applied));
            proxy.loseAnswers(1);
            Request stop = journal.post(run.id(), Request.Kind.STOP, "STAY", "tim", "");
            // It looks first whether there is any, and that is heard.
            proxy.loseAnswers(1, 1);
            assertThat(journal.takeRequests(lease, run.id())).containsExactly(stop);
            proxy.loseAnswers(1);
            journal.answer(lease, stop, Request.Answer.refused("no"));
            proxy.loseAnswers(1);
            journal.keepRows(lease, run.id(), 0, "s1r1", "[]");

            assertThat(proxy.left()).isZero();
            assertThat(running.text()).isEqualTo("Running");
            assertThat(journal.events(run.id(), 0))
                    .extracting(Event::text)
                    .containsExactly("Starting", "Running", "one", "two", "no");
            assertThat(journal.attempts(run.id()))
                    .extracting(AttemptRecord::outcome)
                    .containsExactly(Optional.of(applied));
        }
    }

    @Test
    void what_the_journal_says_no_to_is_not_tried_again() {
        try (PostgresJournal journal = open(Duration.ofMinutes(10))) {
            Lease lease = journal.acquire(cluster, OWNER);
            Run run = journal.begin(lease, newRun());
            assertThatThrownBy(() -> journal.begin(lease, newRun()))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("one_open_run_per_migration");
            assertThatThrownBy(() -> journal.acquire(cluster, LeaseOwner.thisProcess()))
                    .isInstanceOf(LeaseHeldException.class);
            assertThatThrownBy(() -> journal.advance(lease, run.id(), RunStatus.COMPLETED, Cause.RUNNER, ""))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_database_that_crashes_is_waited_for_and_what_was_asked_meanwhile_is_done() throws Exception {
        try (PostgresJournal journal = open(Duration.ofSeconds(30))) {
            Lease lease = journal.acquire(cluster, OWNER);
            Run run = journal.begin(lease, newRun());
            postgres.crash();
            List<CompletableFuture<Written>> writes = List.of(
                    CompletableFuture.supplyAsync(() -> journal.write(
                            lease, Entry.of(run.id()).noted(Event.Kind.NOTE, null, null, null, "meanwhile"))),
                    CompletableFuture.supplyAsync(() ->
                            journal.write(lease, Entry.of(run.id()).intended(query(run, 1), "SELECT 1"))));
            Thread.sleep(2000);
            assertThat(writes).noneMatch(CompletableFuture::isDone);
            assertThatThrownBy(() -> journal.renew(lease)).isInstanceOf(JournalException.class);
            postgres.restart();
            writes.forEach(CompletableFuture::join);
            journal.renew(lease);
            assertThat(journal.events(run.id(), 0)).extracting(Event::text).containsExactly("Starting", "meanwhile");
            assertThat(journal.attempts(run.id())).hasSize(1);
        }
    }

    /** The pool itself would need 4.5 s: it tries when it has been lost for 5.1 s, and then 5 s later. */
    @Test
    void a_database_that_is_back_is_found_at_once_however_long_it_was_away() throws Exception {
        try (PostgresJournal journal = open(Duration.ofSeconds(30))) {
            Lease lease = journal.acquire(cluster, OWNER);
            Run run = journal.begin(lease, newRun());
            postgres.crash();
            CompletableFuture<Written> write = CompletableFuture.supplyAsync(() ->
                    journal.write(lease, Entry.of(run.id()).noted(Event.Kind.NOTE, null, null, null, "meanwhile")));
            Thread.sleep(5500);
            postgres.restart();
            write.get(3, TimeUnit.SECONDS);
            assertThat(journal.events(run.id(), 0)).extracting(Event::text).containsExactly("Starting", "meanwhile");
        }
    }

    @Test
    void when_patience_ends_it_is_said_how_long_what_was_waited_for() throws Exception {
        // Long enough for a busy machine to open the journal and to answer, as long as it is there.
        try (PostgresJournal journal = open(Duration.ofSeconds(6))) {
            Lease lease = journal.acquire(cluster, OWNER);
            Run run = journal.begin(lease, newRun());
            postgres.crash();
            assertThatThrownBy(() ->
                            journal.write(lease, Entry.of(run.id()).noted(Event.Kind.NOTE, null, null, null, "lost")))
                    .isInstanceOf(JournalLostException.class)
                    .hasMessageStartingWith("the journal at " + postgres.jdbcUrl()
                            + " could not be reached for 6 s (journal.patience in amig.yaml): ");
            // The patience of all has ended: nobody waits as long again.
            assertThatThrownBy(() -> journal.renew(lease)).isInstanceOf(JournalLostException.class);
            postgres.restart();
            assertThat(eventsWhenBack(journal, run)).containsExactly("Starting");
        }
    }

    /** A busy machine may take longer to connect than is left of this journal's patience. */
    private static List<String> eventsWhenBack(Journal journal, Run run) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                return journal.events(run.id(), 0).stream().map(Event::text).toList();
            } catch (JournalException e) {
                assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(until);
                Thread.sleep(200);
            }
        }
    }
}
