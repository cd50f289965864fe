package dev.amig.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Node;
import dev.amig.progress.NodeProgress;
import dev.amig.progress.Progress;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal must keep. A new one extends this class and opens itself. */
public abstract class JournalContract {
    private static final LeaseOwner ELSEWHERE = new LeaseOwner("another-host", 4711, 1);

    private final String cluster = "c" + UUID.randomUUID();
    private Journal journal;

    /** Each call opens the same journal with connections of its own, as another process would. */
    protected abstract Journal open();

    /** Makes the lease on a cluster look as old as if its owner had been silent for that long. */
    protected abstract void age(String cluster, Duration silence);

    @BeforeEach
    void openJournal() {
        journal = open();
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    private Run begin(Lease lease, String migration) {
        NewRun run = new NewRun(
                cluster,
                migration,
                RunKind.MIGRATION,
                "what it does",
                "m.amig",
                Map.of("k", "v'\"ü"),
                new ChosenReplicas(Map.of(1, 2, 2, 1)));
        return journal.begin(lease, run);
    }

    private static QueryId query(Run run, int attempt) {
        return new QueryId(run.id(), "swap", "s1r1", Direction.FORWARD, 0, attempt);
    }

    @Test
    void a_new_run_is_starting_and_keeps_its_replicas() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        assertThat(journal.latestRun(cluster, "0001_a")).contains(run);
        assertThat(run.status()).isEqualTo(RunStatus.STARTING);
        assertThat(run.replicas()).isEqualTo(new ChosenReplicas(Map.of(1, 2, 2, 1)));
        assertThat(run.actionIndex()).isEqualTo(OptionalInt.empty());
        assertThat(run.planChecksum()).isEmpty();
        assertThat(run.finishedAt()).isEmpty();
    }

    @Test
    void a_living_owner_keeps_its_cluster() {
        journal.acquire(cluster, ELSEWHERE);
        assertThatThrownBy(() -> journal.acquire(cluster, LeaseOwner.thisProcess()))
                .isInstanceOf(LeaseHeldException.class)
                .hasMessageStartingWith(
                        "cluster " + cluster + " is being migrated by process 4711 on another-host since ")
                .hasMessageEndingWith("; wait for it, or watch it with: amig status");
    }

    @Test
    void a_released_lease_can_be_taken_at_once() {
        Lease first = journal.acquire(cluster, ELSEWHERE);
        journal.release(first);
        assertThat(journal.acquire(cluster, LeaseOwner.thisProcess()).fence()).isEqualTo(first.fence() + 1);
    }

    @Test
    void a_silent_owner_loses_its_cluster_and_can_write_nothing_more() {
        Lease first = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(first, "0001_a");
        Attempt attempt = journal.intend(first, query(run, 1), "SELECT 1");
        Request request = journal.post(run.id(), Request.Kind.STOP, "STAY", "tim", "");
        age(cluster, Duration.ofSeconds(31));
        Lease second = journal.acquire(cluster, LeaseOwner.thisProcess());

        List<Runnable> writes = List.of(
                () -> journal.renew(first),
                () -> begin(first, "0002_b"),
                () -> journal.recordPlan(first, run.id(), "p", List.of()),
                () -> journal.advance(first, run.id(), RunStatus.RUNNING, Cause.START_CHECK, ""),
                () -> journal.recordProgress(first, run.id(), 1, 50),
                () -> journal.recordActivity(first, run.id(), progress(50)),
                () -> journal.nodeStarted(first, run.id(), 0, "swap", "s1r1", Direction.FORWARD),
                () -> journal.nodeEnded(first, run.id(), 0, "s1r1", Direction.FORWARD, Optional.empty()),
                () -> journal.intend(first, query(run, 2), "SELECT 1"),
                () -> journal.conclude(first, attempt, new Outcome.Cancelled("x")),
                () -> journal.takeRequests(first, run.id()),
                () -> journal.answer(first, request, Request.Answer.refused("x")),
                () -> journal.record(first, run.id(), Event.Kind.NOTE, null, null, null, "x"));
        for (Runnable write : writes) {
            assertThatThrownBy(write::run).isInstanceOf(LeaseLostException.class);
        }
        journal.release(first);
        journal.renew(second);
        assertThat(journal.attempts(run.id())).hasSize(1);
        assertThat(journal.events(run.id(), 0)).extracting(Event::text).containsExactly("Starting");
    }

    @Test
    void an_owner_that_beats_is_not_silent() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        age(cluster, Duration.ofSeconds(29));
        journal.renew(lease);
        age(cluster, Duration.ofSeconds(29));
        assertThatThrownBy(() -> journal.acquire(cluster, LeaseOwner.thisProcess()))
                .isInstanceOf(LeaseHeldException.class);
    }

    @Test
    void a_process_of_this_machine_that_has_ended_need_not_be_waited_for() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        LeaseOwner self = LeaseOwner.thisProcess();
        journal.acquire(cluster, new LeaseOwner(self.host(), ended.pid(), self.started()));
        assertThat(journal.acquire(cluster, self).fence()).isEqualTo(2);
    }

    @Test
    void of_five_who_come_at_once_exactly_one_gets_the_cluster() throws Exception {
        for (int round = 0; round < 10; round++) {
            String wanted = cluster + "-" + round;
            assertThat(fight(wanted)).isEqualTo(1);
        }
    }

    private long fight(String wanted) throws Exception {
        int fighters = 5;
        CyclicBarrier start = new CyclicBarrier(fighters);
        ExecutorService pool = Executors.newFixedThreadPool(fighters);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < fighters; i++) {
                LeaseOwner owner = new LeaseOwner("host-" + i, i, i);
                calls.add(() -> {
                    start.await();
                    try {
                        journal.acquire(wanted, owner);
                        return true;
                    } catch (LeaseHeldException e) {
                        return false;
                    }
                });
            }
            long winners = 0;
            for (Future<Boolean> call : pool.invokeAll(calls)) {
                winners += call.get() ? 1 : 0;
            }
            return winners;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void an_intent_is_there_before_its_outcome_and_shows_as_the_current_query() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        journal.intend(lease, query(run, 1), "RENAME TABLE a TO b");
        AttemptRecord record = journal.attempts(run.id()).get(0);
        assertThat(record.queryId()).isEqualTo(query(run, 1));
        assertThat(record.attempt().sql()).isEqualTo("RENAME TABLE a TO b");
        assertThat(record.outcome()).isEmpty();
        assertThat(journal.latestRun(cluster, "0001_a").orElseThrow().currentQueryId())
                .contains("amig-" + run.id() + "-swap-s1r1-0-1");
    }

    @Test
    void every_outcome_comes_back_as_it_was_written() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        List<Outcome> outcomes = List.of(
                new Outcome.Applied(new Counters(1, 0, 0, 2, 3), Duration.ofMillis(4)),
                new Outcome.Failed(60, "table's gone"),
                new Outcome.Cancelled("killed"),
                new Outcome.Unknown("nobody knows"));
        for (int i = 0; i < outcomes.size(); i++) {
            journal.conclude(lease, journal.intend(lease, query(run, i + 1), "SELECT 1"), outcomes.get(i));
        }
        assertThat(journal.attempts(run.id()))
                .extracting(record -> record.outcome().orElseThrow())
                .containsExactlyElementsOf(outcomes);
    }

    @Test
    void an_attempt_is_concluded_once_and_only_the_unknown_may_be_replaced() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        Attempt attempt = journal.intend(lease, query(run, 1), "SELECT 1");
        journal.conclude(lease, attempt, new Outcome.Unknown("?"));
        Outcome applied = new Outcome.Applied(Counters.ZERO, Duration.ZERO);
        journal.conclude(lease, attempt, applied);
        assertThatThrownBy(() -> journal.conclude(lease, attempt, new Outcome.Cancelled("late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the outcome of " + query(run, 1) + " was written before");
        assertThat(journal.attempts(run.id()).get(0).outcome()).contains(applied);
    }

    @Test
    void the_same_query_id_is_never_intended_twice() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        journal.intend(lease, query(run, 1), "SELECT 1");
        assertThatThrownBy(() -> journal.intend(lease, query(run, 1), "SELECT 1"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("attempt_pkey");
    }

    @Test
    void a_run_moves_only_where_the_table_of_transitions_allows() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        assertThatThrownBy(() -> journal.advance(lease, run.id(), RunStatus.COMPLETED, Cause.RUNNER, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("run " + run.id() + " is Starting and cannot become Completed successfully");
        assertThatThrownBy(() -> journal.advance(lease, run.id(), RunStatus.RUNNING, Cause.RUNNER, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("run " + run.id() + " is Starting and cannot be made Running by the runner");
        journal.advance(lease, run.id(), RunStatus.RUNNING, Cause.START_CHECK, "");
        journal.advance(lease, run.id(), RunStatus.ERRORED, Cause.RUNNER, "swap failed on s1r1");
        journal.advance(lease, run.id(), RunStatus.ROLLING_BACK, Cause.RUNNER, "");
        journal.advance(lease, run.id(), RunStatus.ROLLED_BACK, Cause.RUNNER, "");
        Run ended = journal.latestRun(cluster, "0001_a").orElseThrow();
        assertThat(ended.status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(ended.error()).contains("swap failed on s1r1");
        assertThat(ended.finishedAt()).isPresent();
        assertThat(journal.events(run.id(), 0))
                .extracting(Event::text)
                .containsExactly("Starting", "Running", "Errored: swap failed on s1r1", "Rolling back", "Rolled back");
        assertThat(journal.events(run.id(), 0))
                .extracting(it -> it.status().orElseThrow(), it -> it.cause().orElseThrow())
                .containsExactly(
                        tuple(RunStatus.STARTING, Cause.RUN),
                        tuple(RunStatus.RUNNING, Cause.START_CHECK),
                        tuple(RunStatus.ERRORED, Cause.RUNNER),
                        tuple(RunStatus.ROLLING_BACK, Cause.RUNNER),
                        tuple(RunStatus.ROLLED_BACK, Cause.RUNNER));
    }

    @Test
    void a_migration_has_one_open_run() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        begin(lease, "0001_a");
        assertThatThrownBy(() -> begin(lease, "0001_a"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("one_open_run_per_migration");
    }

    @Test
    void events_are_read_on_from_a_number() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        Event first = journal.record(lease, run.id(), Event.Kind.NODE_FINISHED, "swap", "s1r1", query(run, 1), "one");
        Event second = journal.record(lease, run.id(), Event.Kind.NOTE, null, null, null, "two");
        assertThat(journal.events(run.id(), first.sequence())).containsExactly(second);
        assertThat(first.queryId()).contains("amig-" + run.id() + "-swap-s1r1-0-1");
    }

    @Test
    void node_states_are_kept_by_direction_and_may_start_again() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        journal.nodeStarted(lease, run.id(), 0, "swap", "s1r1", Direction.FORWARD);
        journal.nodeEnded(lease, run.id(), 0, "s1r1", Direction.FORWARD, Optional.of("no"));
        journal.nodeStarted(lease, run.id(), 0, "swap", "s1r1", Direction.ROLLBACK);
        assertThat(journal.nodeStates(run.id()))
                .extracting(NodeState::direction, NodeState::state, NodeState::error)
                .containsExactly(
                        tuple(Direction.FORWARD, NodeState.State.FAILED, Optional.of("no")),
                        tuple(Direction.ROLLBACK, NodeState.State.STARTED, Optional.empty()));
        journal.nodeStarted(lease, run.id(), 0, "swap", "s1r1", Direction.FORWARD);
        assertThat(journal.nodeStates(run.id()).get(0).state()).isEqualTo(NodeState.State.STARTED);
        assertThat(journal.nodeStates(run.id()).get(0).error()).isEmpty();
    }

    @Test
    void anybody_may_ask_and_who_holds_the_lease_takes_each_request_once_and_answers() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        Run other = begin(lease, "0002_b");
        try (Journal anybody = open()) {
            Request stop = anybody.post(run.id(), Request.Kind.STOP, "STAY", "tim", "it's late");
            Request set = anybody.post(run.id(), Request.Kind.SET, "parallel=4", "ann", "");
            anybody.post(other.id(), Request.Kind.CONFIRM, "3", "tim", "");
            assertThat(stop.answer()).isEmpty();
            assertThat(stop.byWhomAndWhy()).isEqualTo("tim (it's late)");
            assertThat(set.byWhomAndWhy()).isEqualTo("ann");

            assertThat(journal.takeRequests(lease, run.id())).containsExactly(stop, set);
            assertThat(journal.takeRequests(lease, run.id())).isEmpty();

            Event told = journal.answer(lease, stop, Request.Answer.accepted("tim stops it"));
            assertThat(told.text()).isEqualTo("tim stops it");
            assertThat(anybody.events(run.id(), 0)).contains(told);
            assertThat(anybody.request(stop.id()).orElseThrow().answer())
                    .contains(new Request.Answer(true, "tim stops it"));
            assertThat(anybody.request(set.id()).orElseThrow().answer()).isEmpty();
        }
    }

    @Test
    void a_request_that_was_taken_and_never_answered_is_taken_by_the_next_owner() {
        Lease first = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(first, "0001_a");
        Request answered = journal.post(run.id(), Request.Kind.STOP, "STAY", "tim", "");
        Request forgotten = journal.post(run.id(), Request.Kind.STOP, "STAY", "ann", "");
        journal.takeRequests(first, run.id());
        journal.answer(first, answered, Request.Answer.refused("no"));
        journal.release(first);

        Lease second = journal.acquire(cluster, LeaseOwner.thisProcess());
        assertThat(journal.takeRequests(second, run.id())).containsExactly(forgotten);
    }

    @Test
    void a_request_is_answered_once() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        Request stop = journal.post(run.id(), Request.Kind.STOP, "STAY", "tim", "");
        journal.takeRequests(lease, run.id());
        journal.answer(lease, stop, Request.Answer.refused("no"));
        assertThatThrownBy(() -> journal.answer(lease, stop, Request.Answer.accepted("yes")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("request " + stop.id() + " was answered before");
        assertThat(journal.request(stop.id()).orElseThrow().answer()).contains(Request.Answer.refused("no"));
    }

    @Test
    void nothing_can_be_wanted_of_a_run_that_does_not_exist() {
        assertThatThrownBy(() -> journal.post(Long.MAX_VALUE, Request.Kind.STOP, "STAY", "tim", ""))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("request_run_fkey");
    }

    @Test
    void an_entry_is_written_whole() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        journal.write(lease, Entry.of(run.id()).started(0, "swap", "s1r1", Direction.FORWARD));
        Attempt first = journal.intend(lease, query(run, 1), "SELECT 1");
        Outcome outcome = new Outcome.Failed(60, "no table");
        Written written = journal.write(
                lease,
                Entry.of(run.id())
                        .concluded(first, outcome)
                        .ended(0, "s1r1", Direction.FORWARD, Optional.of("no table"))
                        .noted(Event.Kind.NODE_FAILED, "swap", "s1r1", query(run, 1), "one")
                        .noted(Event.Kind.NOTE, null, null, null, "two")
                        .at(3, 40)
                        .intended(query(run, 2), "SELECT 2"));
        assertThat(written.attempt().orElseThrow().queryId()).isEqualTo(query(run, 2));
        assertThat(written.events()).extracting(Event::text).containsExactly("one", "two");
        assertThat(journal.events(run.id(), 0)).containsAll(written.events());
        assertThat(journal.attempts(run.id()))
                .extracting(it -> it.attempt().sql(), AttemptRecord::outcome)
                .containsExactlyInAnyOrder(
                        tuple("SELECT 1", Optional.of(outcome)), tuple("SELECT 2", Optional.empty()));
        assertThat(journal.nodeStates(run.id()))
                .extracting(NodeState::action, NodeState::state, NodeState::error)
                .containsExactly(tuple("swap", NodeState.State.FAILED, Optional.of("no table")));
        Run now = journal.run(run.id()).orElseThrow();
        assertThat(now.actionIndex()).isEqualTo(OptionalInt.of(3));
        assertThat(now.progress()).isEqualTo(40);
        assertThat(now.currentQueryId()).contains(query(run, 2).toString());
    }

    @Test
    void of_an_entry_that_cannot_be_written_nothing_is() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        Attempt attempt = journal.intend(lease, query(run, 1), "SELECT 1");
        journal.conclude(lease, attempt, new Outcome.Cancelled("killed"));
        Entry twice = Entry.of(run.id())
                .started(0, "swap", "s1r1", Direction.FORWARD)
                .noted(Event.Kind.NOTE, null, null, null, "never")
                .concluded(attempt, new Outcome.Cancelled("late"))
                .intended(query(run, 2), "SELECT 2");
        assertThatThrownBy(() -> journal.write(lease, twice))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the outcome of " + query(run, 1) + " was written before");
        assertThat(journal.attempts(run.id())).hasSize(1);
        assertThat(journal.nodeStates(run.id())).isEmpty();
        assertThat(journal.events(run.id(), 0)).extracting(Event::text).containsExactly("Starting");
    }

    /** Those that are refused must not take with them what others write in the same transaction. */
    @Test
    void what_many_threads_write_at_once_is_all_there_and_what_is_refused_is_refused_alone() throws Exception {
        Lease lost = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lost, "0001_a");
        journal.intend(lost, query(run, 5), "SELECT 1");
        age(cluster, Duration.ofSeconds(31));
        Lease lease = journal.acquire(cluster, LeaseOwner.thisProcess());
        ExecutorService pool = Executors.newFixedThreadPool(20);
        try {
            List<Callable<String>> writes = new ArrayList<>();
            for (int i = 1; i <= 200; i++) {
                QueryId id = query(run, i);
                Lease by = i % 50 == 0 ? lost : lease;
                writes.add(() -> {
                    try {
                        return journal.intend(by, id, "SELECT 1").queryId().toString();
                    } catch (JournalException e) {
                        return e.getClass().getSimpleName();
                    }
                });
            }
            List<String> ends = new ArrayList<>();
            for (Future<String> write : pool.invokeAll(writes)) {
                ends.add(write.get());
            }
            for (int i = 1; i <= 200; i++) {
                String expected = i % 50 == 0 ? "LeaseLostException" : i == 5 ? "JournalException" : query(run, i) + "";
                assertThat(ends.get(i - 1)).isEqualTo(expected);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(journal.attempts(run.id()))
                .extracting(it -> it.queryId().attempt())
                .hasSize(196)
                .doesNotContain(50, 100, 150, 200);
    }

    @Test
    void a_closed_journal_says_so() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        Journal other = open();
        other.record(lease, run.id(), Event.Kind.NOTE, null, null, null, "x");
        other.close();
        assertThatThrownBy(() -> other.record(lease, run.id(), Event.Kind.NOTE, null, null, null, "y"))
                .isInstanceOf(JournalException.class)
                .hasMessage("the journal is closed");
    }

    @Test
    void what_one_process_wrote_another_reads() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        try (Journal other = open()) {
            assertThat(other.latestRuns()).contains(run);
            assertThat(other.id()).isEqualTo(journal.id());
        }
    }

    private static Progress progress(int percent) {
        NodeProgress node = new NodeProgress(
                new Node(1, 2, "h", 9100),
                NodeProgress.State.RUNNING,
                "INSERT INTO ü",
                new Counters(1, 2, 4, 0, 0),
                Duration.ofMillis(1_500),
                0.5,
                1.5);
        return new Progress("0001_a", "Running", "swap", 1, 3, percent, Duration.ofSeconds(9), List.of(node));
    }

    @Test
    void what_the_runner_sees_replaces_what_it_saw_and_can_be_read_by_anybody() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        assertThat(journal.activity(run.id())).isEmpty();
        journal.recordActivity(lease, run.id(), progress(10));
        journal.recordActivity(lease, run.id(), progress(20));
        Activity activity = journal.activity(run.id()).orElseThrow();
        assertThat(activity.progress()).isEqualTo(progress(20));
        assertThat(activity.fence()).isEqualTo(lease.fence());
        assertThat(Duration.between(activity.at(), journal.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(journal.run(run.id()).orElseThrow().progress()).isEqualTo(20);
    }

    @Test
    void a_lease_shows_whether_its_owner_lives() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        assertThat(state().owner()).isEqualTo(ELSEWHERE);
        assertThat(state().fence()).isEqualTo(lease.fence());
        assertThat(List.of(state().isLive(), state().isStale())).containsExactly(true, false);
        age(cluster, Duration.ofSeconds(31));
        assertThat(List.of(state().isLive(), state().isStale())).containsExactly(false, true);
        journal.release(lease);
        assertThat(List.of(state().isLive(), state().isStale())).containsExactly(false, false);
    }

    private LeaseState state() {
        return journal.leases().stream()
                .filter(it -> it.cluster().equals(cluster))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void statements_without_an_outcome_and_those_in_doubt_are_unsettled() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        journal.conclude(lease, journal.intend(lease, query(run, 1), "SELECT 1"), new Outcome.Cancelled("x"));
        journal.conclude(lease, journal.intend(lease, query(run, 2), "SELECT 1"), new Outcome.Unknown("gone"));
        journal.intend(lease, query(run, 3), "SELECT 1");
        assertThat(journal.unsettledAttempts(run.id()))
                .extracting(it -> it.queryId().attempt())
                .containsExactly(2, 3);
    }
}
