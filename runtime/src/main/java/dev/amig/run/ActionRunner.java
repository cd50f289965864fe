package dev.amig.run;

import dev.amig.gate.Asking;
import dev.amig.plan.CopyVerifications;
import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import dev.amig.transport.QueryId.Direction;
import java.util.List;

/** Runs one action on all its nodes, forward or back, each kind in its own way. */
final class ActionRunner {
    private final RunSession session;
    private final CopyVerifications verifications;
    private final Courier courier;
    private final StatementRunner statements;
    private EarlierAttempts earlier;
    private final ActiveQueries active;
    private final Asking asking;
    private final StopSignal stop;

    ActionRunner(
            RunSession session,
            List<PlannedAction> actions,
            Courier courier,
            ActiveQueries active,
            Asking asking,
            StopSignal stop,
            ServerWork serverWork,
            Pace pace) {
        this.session = session;
        this.verifications = new CopyVerifications(actions);
        this.courier = courier;
        this.statements = new StatementRunner(session, courier, serverWork, stop, pace);
        this.active = active;
        this.asking = asking;
        this.stop = stop;
    }

    /** Of any kind but {@code CONFIRM}, which is the run's own affair. */
    ActionResult forward(PlannedAction action) throws InterruptedException {
        ActionWork work = work(action, Direction.FORWARD);
        if (action instanceof PlannedAction.Step step) {
            return new StepRunner(step, session).forward(work);
        } else if (action instanceof PlannedAction.Verify verify) {
            return new VerifyRunner(verify, session).run(work);
        } else if (action instanceof PlannedAction.Wait wait) {
            return new WaitRunner(wait, session, asking, stop).run(work);
        } else if (action instanceof PlannedAction.Swap swap) {
            return new SwapRunner(swap, session, asking).forward(work, () -> work(swap, Direction.ROLLBACK));
        } else if (action instanceof PlannedAction.Copy copy) {
            return copyRunner(copy).forward(work);
        } else if (action instanceof PlannedAction.VerifyCopy verify) {
            PlannedAction.Copy copy = verifications.copyOf(verify).orElseThrow();
            return new VerifyCopyRunner(verify, copy, verifications.isLast(verify), copies(), session).run(work);
        }
        throw new IllegalArgumentException("nothing here runs " + action.heading());
    }

    /** Only on the nodes given: those where the action started. */
    ActionResult back(PlannedAction action, List<NodePlan> nodes) throws InterruptedException {
        ActionWork work = work(action, Direction.ROLLBACK);
        if (action instanceof PlannedAction.Step step) {
            return new StepRunner(step, session).back(work, nodes);
        } else if (action instanceof PlannedAction.Swap swap) {
            return new SwapRunner(swap, session, asking).back(work, nodes);
        } else if (action instanceof PlannedAction.Copy copy) {
            return copyRunner(copy).back(work, nodes);
        }
        throw new IllegalArgumentException("nothing has to be undone of " + action.heading());
    }

    private CopyRunner copyRunner(PlannedAction.Copy copy) {
        return new CopyRunner(copy, verifications.isVerified(copy), copies(), session);
    }

    private CopyNodes copies() {
        return new CopyNodes(session, courier, active, asking, stop);
    }

    private ActionWork work(PlannedAction action, Direction direction) {
        if (earlier == null) {
            // Not before the first action: by now it is settled how they ended.
            earlier = new EarlierAttempts(session.attempts());
        }
        return new ActionWork(session, statements, earlier, active, stop, action, direction);
    }
}
