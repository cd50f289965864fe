package dev.amig.run;

import dev.amig.journal.Cause;
import dev.amig.journal.Entry;
import dev.amig.journal.Event;
import dev.amig.journal.NodeState;
import dev.amig.journal.RunStatus;
import dev.amig.language.tree.ActionOptions;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import dev.amig.run.RunResult.Ending;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;

/** The ways a started run goes: forward action by action, to a person, to a stop, back. One method for each. */
final class RunPhases {
    /** Stands for "no node" in the journal: a confirmation belongs to the whole run. */
    private static final String NO_NODE = "-";

    private static final String IN_DOUBT = "nobody knows how a statement ended; 'amig resolve' takes what you find out";

    private final RunSession session;
    private final Plan plan;
    private final Settlement settlement;
    private final ActionRunner actions;
    private final Rollbacks rollbacks;
    private final RunOptions options;
    private final StopSignal stop;
    private final Stopping stopping;
    private final Confirmations confirmations;
    private final RunPart part;
    private boolean isLaterPart;
    /** That an action is finished goes out with the beginning of the next one: each commit is a wait for the disk. */
    private Entry untold;

    RunPhases(
            RunSession session,
            Plan plan,
            Settlement settlement,
            ActionRunner actions,
            RunOptions options,
            StopSignal stop,
            Stopping stopping,
            Confirmations confirmations) {
        this.session = session;
        this.plan = plan;
        this.settlement = settlement;
        this.actions = actions;
        this.rollbacks = new Rollbacks(plan, session, actions);
        this.options = options;
        this.stop = stop;
        this.stopping = stopping;
        this.confirmations = confirmations;
        this.part = new RunPart(plan, options.shards());
        this.untold = session.entry();
    }

    /** From wherever the journal says the run is. */
    RunResult goOn() throws InterruptedException {
        if (session.status() == RunStatus.PAUSED) {
            session.advance(RunStatus.RUNNING, Cause.RUN, "gone on with");
        }
        if (session.status() != RunStatus.STOPPING) {
            settlement.settle();
        }
        return switch (session.status()) {
            case ERRORED -> rollBack(Cause.NEXT_RUNNER, "the run before this one ended after an error");
            case ROLLING_BACK -> finishRollback("going on with the rollback");
            case ROLLBACK_FAILED -> rollBack(Cause.RUN, "trying the rollback again");
            case STOPPING -> stoppedBefore();
            case WAITING_FOR_CONFIRMATION -> {
                goOnIfConfirmed();
                yield forward();
            }
            default -> forward();
        };
    }

    /** The answer is written down before the status: a runner may end in between. */
    private void goOnIfConfirmed() {
        List<NodeState> before = session.nodeStates();
        Optional<PlannedAction> next = plan.actions().stream()
                .map(it -> part.of(it, () -> before))
                .filter(it -> !isFinished(it, before))
                .findFirst();
        if (next.filter(PlannedAction.Confirm.class::isInstance).isEmpty()) {
            session.advance(RunStatus.RUNNING, Cause.CONFIRM, "it was confirmed before");
        }
    }

    /** Because a person wants it, from wherever the run stands. */
    RunResult rollBackAsAsked() throws InterruptedException {
        settlement.settle();
        Optional<String> obstacle = rollbacks.obstacle();
        return obstacle.isPresent()
                ? result(Ending.REFUSED, session.run().title() + " was not rolled back: " + obstacle.get())
                : rollBack(Cause.ROLLBACK, "asked by " + System.getProperty("user.name"));
    }

    private RunResult forward() throws InterruptedException {
        isLaterPart = session.hasFinishedPart();
        List<NodeState> before = session.nodeStates();
        for (PlannedAction planned : plan.actions()) {
            PlannedAction action = part.of(planned, () -> before);
            if (isFinished(action, before)) {
                continue;
            }
            if (stop.isRequested()) {
                tell();
                return interrupted(action);
            }
            Optional<RunResult> end = perform(action);
            if (end.isPresent()) {
                return end.get();
            }
        }
        tell();
        Optional<String> left = part.left(session.nodeStates());
        if (left.isPresent()) {
            return partCompleted(left.get());
        }
        if (!session.advanceUnlessStopping(RunStatus.COMPLETED, Cause.RUNNER, "")) {
            return stopped(Cause.RUNNER, stop.reason().orElseThrow());
        }
        return result(Ending.COMPLETED, session.run().title() + " is completed" + leftForLater());
    }

    private void tell() {
        session.write(untold);
        untold = session.entry();
    }

    /** What a person has confirmed holds for this part; the next one asks again. */
    private RunResult partCompleted(String left) throws InterruptedException {
        if (!session.advanceUnlessStopping(RunStatus.PAUSED, Cause.RUNNER, left)) {
            return stopped(Cause.RUNNER, stop.reason().orElseThrow());
        }
        plan.actions().stream()
                .filter(PlannedAction.Confirm.class::isInstance)
                .map(PlannedAction::heading)
                .forEach(it -> session.nodeStarted(it.index(), it.name(), NO_NODE, Direction.FORWARD));
        session.note(Event.Kind.PART_FINISHED, null, null, null, left);
        return result(Ending.PART_COMPLETED, session.run().title() + " is completed in part: " + left);
    }

    private String leftForLater() {
        return plan.finalActions().isEmpty() ? "" : "; when " + plan.finalText() + ": amig finalize " + plan.file();
    }

    /** @return the run's end, when it does not go on after this action */
    private Optional<RunResult> perform(PlannedAction action) throws InterruptedException {
        session.board()
                .action(
                        plan.position(action),
                        action.heading().name(),
                        action.nodes().stream().map(NodePlan::node).toList());
        Entry here = session.at(untold, action.heading().index());
        untold = session.entry();
        if (action instanceof PlannedAction.Confirm confirm) {
            session.write(here);
            return confirm(confirm);
        }
        String name = action.heading().name();
        String nodes = action.nodes().size() + (action.nodes().size() == 1 ? " node" : " nodes");
        session.write(here.noted(Event.Kind.ACTION_STARTED, name, null, null, name + " started on " + nodes));
        ActionResult result = actions.forward(action);
        if (result.isFinished()) {
            untold = session.entry().noted(Event.Kind.ACTION_FINISHED, name, null, null, name + " finished");
            return Optional.empty();
        }
        return Optional.of(stop.isRequested() ? interrupted(action, result) : failed(action, result));
    }

    private Optional<RunResult> confirm(PlannedAction.Confirm confirm) throws InterruptedException {
        if (session.status() == RunStatus.RUNNING) {
            session.advanceUnlessStopping(RunStatus.WAITING_FOR_CONFIRMATION, Cause.RUNNER, confirm.question());
        }
        Optional<String> who = confirmations.of(confirm);
        if (stop.isRequested()) {
            return Optional.of(interrupted(confirm));
        }
        if (who.isEmpty()) {
            return Optional.of(result(
                    Ending.WAITING_FOR_CONFIRMATION,
                    session.run().title() + " waits for confirmation: " + confirm.question()));
        }
        int index = confirm.heading().index();
        session.nodeStarted(index, confirm.heading().name(), NO_NODE, Direction.FORWARD);
        session.nodeEnded(index, NO_NODE, Direction.FORWARD, Optional.empty());
        String why = "confirmed by " + who.get() + ": " + confirm.question();
        return session.advanceUnlessStopping(RunStatus.RUNNING, Cause.CONFIRM, why)
                ? Optional.empty()
                : Optional.of(interrupted(confirm));
    }

    private RunResult failed(PlannedAction action, ActionResult result) throws InterruptedException {
        return result.hasUnproved()
                ? paused(Cause.RUNNER, result.sentence(), IN_DOUBT)
                : failed(action, Cause.RUNNER, result.sentence());
    }

    private RunResult interrupted(PlannedAction action, ActionResult result) throws InterruptedException {
        return stop.isFailure() && result.hasUnproved()
                ? paused(Cause.HEALTH_WATCH, result.sentence(), IN_DOUBT)
                : interrupted(action);
    }

    /** By a person, or by what watches over the cluster's health. */
    private RunResult interrupted(PlannedAction action) throws InterruptedException {
        String reason = stop.reason().orElseThrow();
        if (stop.isFailure()) {
            return failed(action, Cause.HEALTH_WATCH, reason);
        }
        session.beginStopping(reason);
        return stopped(Cause.RUNNER, reason);
    }

    private RunResult failed(PlannedAction action, Cause cause, String sentence) throws InterruptedException {
        if (plan.onError(action) == ActionOptions.OnError.PAUSE) {
            return paused(cause, sentence, "ON ERROR PAUSE");
        }
        if (isLaterPart && action.options().onError().isEmpty()) {
            return paused(cause, sentence, "other shards were completed before, and a person has let the run go on");
        }
        Optional<String> obstacle = rollbacks.obstacle();
        if (obstacle.isPresent()) {
            return paused(cause, sentence, obstacle.get());
        }
        // Where a stop came in between, what follows is as that one says.
        return session.advanceUnlessStopping(RunStatus.ERRORED, cause, sentence)
                ? rollBack(Cause.RUNNER, sentence)
                : stopped(Cause.RUNNER, stop.reason().orElseThrow());
    }

    private RunResult paused(Cause cause, String what, String whyNoRollback) {
        String sentence = what + "; nothing was rolled back: " + whyNoRollback;
        session.advance(RunStatus.PAUSED, cause, sentence);
        return result(Ending.NOT_ROLLED_BACK, session.run().title() + " is paused: " + sentence);
    }

    /** Found so. Where no action had begun, perhaps not even the start checks were made: it must not be gone on with. */
    private RunResult stoppedBefore() throws InterruptedException {
        String reason = "the run before this one was being stopped";
        if (!session.nodeStates().isEmpty()) {
            return stopped(Cause.NEXT_RUNNER, reason);
        }
        session.advance(RunStatus.FAILED_AT_STARTUP, Cause.NEXT_RUNNER, reason);
        return result(
                Ending.REFUSED,
                session.run().title() + " was not started: " + reason + "; nothing was changed; run it again");
    }

    /** @param by who ends the stopping: the runner that was stopped, or the one that finds it so */
    private RunResult stopped(Cause by, String reason) throws InterruptedException {
        List<String> doubts = stopping.prove();
        Optional<String> obstacle = doubts.isEmpty() ? noRollback() : Optional.of(String.join("; ", doubts));
        if (obstacle.isPresent()) {
            return paused(by, "stopped: " + reason, obstacle.get());
        }
        return rollBack(by, "stopped: " + reason);
    }

    /** Why a stopped run is not rolled back. */
    private Optional<String> noRollback() {
        boolean wanted = stop.after().map(it -> it == StopSignal.After.ROLLBACK).orElse(options.rollbackOnStop());
        return wanted ? rollbacks.obstacle() : Optional.of("as asked");
    }

    private RunResult rollBack(Cause cause, String reason) throws InterruptedException {
        session.advance(RunStatus.ROLLING_BACK, cause, reason);
        return finishRollback(reason);
    }

    private RunResult finishRollback(String reason) throws InterruptedException {
        stop.rollingBack();
        Optional<String> failure = rollbacks.run();
        if (failure.isPresent()) {
            session.advance(RunStatus.ROLLBACK_FAILED, Cause.RUNNER, failure.get());
            return result(
                    Ending.NOT_ROLLED_BACK,
                    session.run().title() + " failed, and so did its rollback: " + failure.get() + "; the cause: "
                            + reason);
        }
        session.advance(RunStatus.ROLLED_BACK, Cause.RUNNER, "");
        return result(Ending.ROLLED_BACK, session.run().title() + " was rolled back: " + reason);
    }

    private static boolean isFinished(PlannedAction action, List<NodeState> states) {
        return action instanceof PlannedAction.Confirm
                ? RunPart.finished(states, action).contains(NO_NODE)
                : RunPart.isFinished(action, states);
    }

    private static RunResult result(Ending ending, String sentence) {
        return new RunResult(Optional.empty(), ending, sentence);
    }
}
