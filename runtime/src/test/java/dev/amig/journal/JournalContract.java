package dev.amig.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.transport.QueryId.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every journal must keep. A new one extends this class and opens itself. */
abstract class JournalContract extends JournalFixture implements JournalSource {
    @Override
    final JournalSource source() {
        return this;
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
    void what_a_run_is_going_to_do_is_kept_in_order_and_replaced_as_a_whole() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        PlannedWork.Texts texts = new PlannedWork.Texts(List.of("SELECT 'ü'", "SELECT 2"), List.of("SELECT 3"));
        PlannedWork step = new PlannedWork(0, "s", "STEP", "a.amig:2:1", "TIMEOUT 1 s", Map.of("s1r1", texts));
        PlannedWork next = new PlannedWork(1, "t", "STEP", "a.amig:3:1", "", Map.of("s2r1", texts));
        journal.recordPlan(lease, run.id(), "one", List.of(step, next));
        assertThat(journal.plannedWork(run.id())).containsExactly(step, next);
        journal.recordPlan(lease, run.id(), "two", List.of(next));
        assertThat(journal.plannedWork(run.id())).containsExactly(next);
        assertThat(journal.run(run.id()).orElseThrow().planChecksum()).contains("two");
    }

    @Nested
    class Leases extends LeaseContract {
        @Override
        JournalSource source() {
            return JournalContract.this;
        }
    }

    @Nested
    class Attempts extends AttemptContract {
        @Override
        JournalSource source() {
            return JournalContract.this;
        }
    }

    @Nested
    class Requests extends RequestContract {
        @Override
        JournalSource source() {
            return JournalContract.this;
        }
    }

    @Nested
    class Copies extends CopyContract {
        @Override
        JournalSource source() {
            return JournalContract.this;
        }
    }
}
