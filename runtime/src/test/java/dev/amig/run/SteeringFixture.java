package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.Event;
import dev.amig.journal.Request;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs on a real cluster with a real journal, and what somebody in another terminal sees of them and asks for. */
abstract class SteeringFixture extends TwoShards {
    /** Of what takes a second or two where nothing else runs. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    static final RunOptions ROLLING_BACK = options(false, true);
    static final RunOptions STAYING = options(false, false);
    static final RunOptions WAITING = options(true, true);

    private static RunOptions options(boolean wait, boolean rollbackOnStop) {
        return new RunOptions(question -> false, rollbackOnStop, Optional.empty())
                .waitingForConfirmation(wait)
                .withConcurrentMigrations(1000);
    }

    static Run running(String migration) throws InterruptedException {
        return await(() -> bench.journal()
                .latestRun(bench.cluster().name(), migration)
                .filter(run -> run.status() == RunStatus.RUNNING));
    }

    interface Look<T> {
        Optional<T> look() throws Exception;
    }

    static <T> T await(Look<T> look) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try {
                Optional<T> seen = look.look();
                if (seen.isPresent()) {
                    return seen.get();
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            Thread.sleep(20);
        }
        throw new AssertionError("did not come within " + PATIENCE);
    }

    static long queries(String node, Run run) throws Exception {
        return ((BigInteger) bench.ask(
                        node,
                        "SELECT count() FROM system.processes WHERE startsWith(initial_query_id, 'amig-" + run.id()
                                + "-')"))
                .longValue();
    }

    static void awaitQueries(Run run, String... nodes) throws InterruptedException {
        for (String node : nodes) {
            await(() -> queries(node, run) > 0 ? Optional.of(true) : Optional.empty());
        }
    }

    static void assertNothingRuns(Run run) throws Exception {
        assertThat(queries("s1r1", run)).isZero();
        assertThat(queries("s2r1", run)).isZero();
    }

    static Request post(Run run, Request.Kind kind, String argument) {
        return bench.journal().post(run.id(), kind, argument, "tim", "it is late");
    }

    static Request.Answer answer(Request request) throws InterruptedException {
        return await(() -> bench.journal().request(request.id()).flatMap(Request::answer));
    }

    static List<String> events(Run run) {
        return bench.journal().events(run.id(), 0).stream().map(Event::text).toList();
    }
}
