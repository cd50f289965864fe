package dev.amig.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.transport.QueryId.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two runners never drive one cluster, and who was replaced writes nothing more. */
abstract class LeaseContract extends JournalFixture {
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
        source().age(cluster, Duration.ofSeconds(31));
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
        source().age(cluster, Duration.ofSeconds(29));
        journal.renew(lease);
        source().age(cluster, Duration.ofSeconds(29));
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
    void a_lease_shows_whether_its_owner_lives() {
        Lease lease = journal.acquire(cluster, ELSEWHERE);
        assertThat(state().owner()).isEqualTo(ELSEWHERE);
        assertThat(state().fence()).isEqualTo(lease.fence());
        assertThat(List.of(state().isLive(), state().isStale())).containsExactly(true, false);
        source().age(cluster, Duration.ofSeconds(31));
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
}
