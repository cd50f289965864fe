package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.gate.Asking;
import dev.amig.language.text.Units;
import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.Statement;
import dev.amig.run.ActionResult.NodeResult;
import dev.amig.transport.QueryException;
import dev.amig.verify.Truth;
import java.time.Duration;
import java.util.Locale;

/** {@code WAIT}: asks each node until its answer is true. The clock of its TIMEOUT starts anew when a run is resumed. */
final class WaitRunner {
    private static final long LOOK_MILLIS = 50;

    private final PlannedAction.Wait wait;
    private final RunSession session;
    private final Asking asking;
    private final StopSignal stop;

    WaitRunner(PlannedAction.Wait wait, RunSession session, Asking asking, StopSignal stop) {
        this.wait = wait;
        this.session = session;
        this.asking = asking;
        this.stop = stop;
    }

    ActionResult run(ActionWork work) throws InterruptedException {
        return work.runTasks(wait.nodes(), node -> on(work, node));
    }

    private NodeResult on(ActionWork work, NodePlan plan) throws InterruptedException {
        Node node = plan.node();
        Statement query = plan.statements().get(0);
        long started = System.nanoTime();
        String last = "not asked yet";
        while (true) {
            session.board().waiting(node, phrase(last));
            try {
                Object answer = asking.value(node, query.sql(), wait.settings());
                if (Truth.of(answer)) {
                    return work.done(node, "after " + Phrases.of(elapsed(started)));
                }
                last = "last answer " + answer;
            } catch (QueryException e) {
                // What passes by itself is one more reason to wait; what does not would only be told after the
                // time-out.
                if (ErrorClass.of(e.kind(), e.code()) == ErrorClass.PERMANENT) {
                    return work.fail(node, e.getMessage() + " (" + query.location() + ")", null, false);
                }
                last = "last answer: " + e.getMessage();
            }
            if (elapsed(started).compareTo(wait.timeout()) >= 0) {
                String why = "waited %s, as long as TIMEOUT allows; %s (%s)"
                        .formatted(Units.text(wait.timeout()), last, query.location());
                return work.fail(node, why, null, false);
            }
            if (pause(work)) {
                session.board().ended(node, false, "no longer waiting");
                return NodeResult.failed(
                        node, "no longer waiting: " + stop.reason().orElse("another node failed"), false);
            }
        }
    }

    private String phrase(String last) {
        return "%s, at most %s".formatted(last, Units.text(wait.timeout()).toLowerCase(Locale.ROOT));
    }

    private static Duration elapsed(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** @return whether there is nothing to wait for any more */
    private boolean pause(ActionWork work) throws InterruptedException {
        long until = System.nanoTime() + wait.every().toNanos();
        while (System.nanoTime() < until) {
            if (work.isGivenUp()) {
                return true;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return work.isGivenUp();
    }
}
