package dev.amig.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.amig.transport.Counters;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Intent before the call, outcome after, once; and what belongs together is written together. */
abstract class AttemptContract extends JournalFixture {
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
        source().age(cluster, Duration.ofSeconds(31));
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
}
