package dev.amig.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What people want of a run: taken once, answered once. */
abstract class RequestContract extends JournalFixture {
    @Test
    void anybody_may_ask_and_who_holds_the_lease_takes_each_request_once_and_answers() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        Run run = begin(lease, "0001_a");
        Run other = begin(lease, "0002_b");
        try (Journal anybody = source().open()) {
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
}
