package dev.amig.faults;

import dev.amig.embedded.EmbeddedNode;
import dev.amig.journal.Attempt;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.run.RunResult;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Many scenarios, each under a lease of its own, lose the same node in the same moment. Each of them gets as far as between the intent of
 * its action {@code target} there and the sending; then the node is frozen, gets all these statements, hears of none, is killed with -9,
 * and comes back. To start it once for each of them would take longer than all that there is to be seen.
 */
final class OneDeath {
    private static final long PATIENCE_SECONDS = 120;

    private final FaultSite site;
    private final Workbench bench;
    private final EmbeddedNode victim;

    /** One of the scenarios, and what stands between its intent and its sending. */
    private record Doomed(
            Scenario scenario,
            Direction direction,
            CompletableFuture<Attempt> intended,
            CountDownLatch mayBeSent,
            CompletableFuture<RunResult> result) {
        static Doomed of(Scenario scenario) {
            Direction direction = scenario.expected() == RunStatus.ROLLED_BACK ? Direction.ROLLBACK : Direction.FORWARD;
            return new Doomed(
                    scenario, direction, new CompletableFuture<>(), new CountDownLatch(1), new CompletableFuture<>());
        }
    }

    /** @param victim such as {@code s2r1} */
    OneDeath(FaultSite site, Workbench bench, String victim) {
        this.site = site;
        this.bench = bench;
        this.victim = site.server(victim);
    }

    /** @return how each of them ended, by its name */
    Map<String, RunResult> of(List<Scenario> scenarios) throws Exception {
        List<Doomed> all = scenarios.stream().map(Doomed::of).toList();
        for (Doomed each : all) {
            begin(each);
        }
        for (Doomed each : all) {
            each.intended().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            awaitTheOtherNode(each.scenario());
        }
        site.servers().freeze(victim);
        for (Doomed each : all) {
            send(each);
        }
        site.servers().kill(victim);
        site.servers().restart(victim);
        Map<String, RunResult> results = new LinkedHashMap<>();
        for (Doomed each : all) {
            results.put(each.scenario().name(), each.result().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return results;
    }

    private void begin(Doomed doomed) throws QueryException {
        String database = doomed.scenario().name();
        bench.furnish(database);
        Thread thread = new Thread(() -> drive(doomed, database), "doomed-" + database);
        thread.setDaemon(true);
        thread.start();
    }

    private void drive(Doomed doomed, String database) {
        try {
            doomed.result()
                    .complete(bench.driveInHaste(
                            doomed.scenario(), database, attempt -> between(doomed, attempt), event -> {}));
        } catch (InterruptedException | RuntimeException | Error e) {
            doomed.result().completeExceptionally(e);
        }
        doomed.intended().completeExceptionally(new IllegalStateException(database + " ended before its statement"));
    }

    /** Only before the first sending: what is sent again finds a node that is back. */
    private void between(Doomed doomed, Attempt attempt) {
        boolean isTarget = attempt.queryId().action().equals("target")
                && attempt.queryId().node().equals(victim.id())
                && attempt.queryId().direction() == doomed.direction();
        if (isTarget && doomed.intended().complete(attempt)) {
            try {
                doomed.mayBeSent().await();
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        }
    }

    private void awaitTheOtherNode(Scenario scenario) throws Exception {
        Optional<Run> run = bench.latestRun(scenario, scenario.name());
        Await.until(
                scenario.name() + " on the other node",
                () -> bench.journal().attempts(run.orElseThrow().id()).stream()
                        .filter(it -> it.queryId().action().equals("target"))
                        .filter(it -> !it.queryId().node().equals(victim.id()))
                        .anyMatch(it -> it.isApplied()));
    }

    /** One after the other, so that what lies unread at the node is known to be each of them. */
    private void send(Doomed doomed) throws Exception {
        long end = unread() + doomed.intended().join().sql().length();
        doomed.mayBeSent().countDown();
        Await.until("the statement of " + doomed.scenario().name() + " at the frozen node", () -> unread() > end);
    }

    /** A frozen node gets its statements, and does not hear of them. */
    private long unread() {
        try {
            return UnreadBytes.at(victim.grpcPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
