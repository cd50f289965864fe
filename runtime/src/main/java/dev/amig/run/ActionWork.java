package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.journal.Event;
import dev.amig.journal.Outcome;
import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.Statement;
import dev.amig.run.ActionResult.NodeResult;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * One action on its nodes, in one direction: every statement of a node in its order, the nodes at the same time. The first
 * failure keeps the others from starting and kills what they are running.
 */
final class ActionWork {
    private final RunSession session;
    private final StatementRunner statements;
    private final EarlierAttempts earlier;
    private final ActiveQueries active;
    private final StopSignal stop;
    private final PlannedAction action;
    private final Direction direction;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Map<Node, NodeJournal> journals = new ConcurrentHashMap<>();

    ActionWork(
            RunSession session,
            StatementRunner statements,
            EarlierAttempts earlier,
            ActiveQueries active,
            StopSignal stop,
            PlannedAction action,
            Direction direction) {
        this.session = session;
        this.statements = statements;
        this.earlier = earlier;
        this.active = active;
        this.stop = stop;
        this.action = action;
        this.direction = direction;
    }

    /** What differs between kinds of actions. */
    interface NodeWork {
        Assignment assign(Node node, Statement statement);

        default void applied(Node node, Execution execution) {
            // The journal has it; nothing more is needed of its rows.
        }

        /** All statements of the node are done. */
        void finished(Node node, Counters counters);
    }

    /** What one node does instead of statements. */
    interface NodeTask {
        NodeResult on(NodePlan node) throws InterruptedException;
    }

    ActionResult run(List<NodePlan> nodes, NodeWork work) throws InterruptedException {
        if (nodes.stream().anyMatch(node -> isLost(node, work))) {
            failed.set(true);
        }
        return onNodes(nodes, node -> hasBegun(node, work), node -> runStatements(node, work));
    }

    /** It will fail without that anything is sent to it; then nothing new shall begin on the others, to be killed in its middle. */
    private boolean isLost(NodePlan plan, NodeWork work) {
        for (Statement statement : plan.statements()) {
            Assignment assignment = work.assign(plan.node(), statement);
            Optional<Execution> decided = statements.decided(assignment, earlier.of(assignment));
            if (decided.isEmpty() || !decided.get().isApplied()) {
                return decided.isPresent();
            }
        }
        return false;
    }

    ActionResult runTasks(List<NodePlan> nodes, NodeTask task) throws InterruptedException {
        return onNodes(nodes, node -> false, node -> {
            // It may take long: that it has begun must be seen.
            journal(node.node()).write();
            return task.on(node);
        });
    }

    /** @param begun on which nodes what an earlier runner has done, or left in doubt, has to be told in any case */
    private ActionResult onNodes(List<NodePlan> nodes, Predicate<NodePlan> begun, NodeTask task)
            throws InterruptedException {
        List<NodeResult> ended = NodeFanOut.run(
                nodes,
                action.atOnce(),
                node -> isGivenUp() && !begun.test(node) ? NodeResult.notStarted(node.node()) : onNode(node, task));
        return new ActionResult(action.heading().name(), ended);
    }

    private boolean hasBegun(NodePlan plan, NodeWork work) {
        return plan.statements().stream()
                .findFirst()
                .filter(it -> isDecided(work.assign(plan.node(), it)))
                .isPresent();
    }

    /** How it ended is known, or will not be known: it is not sent now, whatever becomes of the action. */
    private boolean isDecided(Assignment assignment) {
        return statements.decided(assignment, earlier.of(assignment)).isPresent();
    }

    private NodeResult onNode(NodePlan plan, NodeTask task) throws InterruptedException {
        try {
            NodeJournal journal = journal(plan.node());
            journal.keep(entry -> entry.started(
                    action.heading().index(),
                    action.heading().name(),
                    plan.node().id(),
                    direction));
            NodeResult result = task.on(plan);
            journal.write();
            return result;
        } catch (RuntimeException | InterruptedException e) {
            failOthers();
            throw e;
        }
    }

    /** Another node has failed, or the run is being stopped. */
    boolean isGivenUp() {
        return failed.get() || isStopped();
    }

    String whyGivenUp() {
        return "cancelled, because " + (stop.isRequested() ? "the run was stopped" : "another node failed");
    }

    private boolean isStopped() {
        return stop.stops(direction);
    }

    private NodeResult runStatements(NodePlan plan, NodeWork work) throws InterruptedException {
        Node node = plan.node();
        Counters total = Counters.ZERO;
        for (int at = 0; at < plan.statements().size(); at++) {
            Statement statement = plan.statements().get(at);
            Assignment assignment = work.assign(node, statement);
            if (isGivenUp() && !isDecided(assignment)) {
                return stoppedBefore(plan, at);
            }
            session.board().running(node, phrase(plan, at));
            Execution execution = perform(assignment);
            if (!execution.isApplied()) {
                return failed(node, statement, execution);
            }
            work.applied(node, execution);
            total = total.plus(((Outcome.Applied) execution.outcome()).counters());
        }
        work.finished(node, total);
        return NodeResult.done(node);
    }

    /** A statement by itself: when this returns, the journal has its outcome. */
    Execution execute(Assignment assignment) throws InterruptedException {
        Execution execution = perform(assignment);
        journal(assignment.node()).write();
        return execution;
    }

    private Execution perform(Assignment assignment) throws InterruptedException {
        return statements.run(assignment, earlier.of(assignment), journal(assignment.node()));
    }

    private NodeJournal journal(Node node) {
        return journals.computeIfAbsent(node, unused -> new NodeJournal(session));
    }

    private String phrase(NodePlan plan, int at) {
        int count = plan.statements().size();
        String number = count == 1 ? "" : " (" + (at + 1) + " of " + count + ")";
        String words = Phrases.firstWords(plan.statements().get(at).sql());
        return (direction == Direction.ROLLBACK ? "rollback: " : "") + words + number;
    }

    /** Between two statements: the rest was not done, so the node is not finished. */
    private NodeResult stoppedBefore(NodePlan plan, int done) {
        String why = "stopped after " + done + " of " + plan.statements().size() + " statements";
        session.board().ended(plan.node(), false, why);
        return NodeResult.failed(plan.node(), why, false);
    }

    private NodeResult failed(Node node, Statement statement, Execution execution) {
        boolean byUs = execution.outcome() instanceof Outcome.Cancelled && (failed.get() || stop.isRequested());
        String why = byUs
                ? whyGivenUp()
                : execution.failure() + " (query " + execution.queryId() + ", " + statement.location() + ")";
        return fail(node, why, execution.queryId(), execution.outcome() instanceof Outcome.Unknown);
    }

    /** @param unproved whether nobody knows how the failed statement ended */
    NodeResult fail(Node node, String why, QueryId queryId, boolean unproved) {
        failOthers();
        session.board().ended(node, false, why);
        String name = action.heading().name();
        String text = name + " failed on " + node + ": " + why;
        journal(node)
                .keep(entry -> entry.ended(action.heading().index(), node.id(), direction, Optional.of(why))
                        .noted(Event.Kind.NODE_FAILED, name, node.id(), queryId, text));
        journal(node).write();
        return NodeResult.failed(node, why, unproved);
    }

    NodeResult done(Node node, String phrase) {
        String name = action.heading().name();
        int index = action.heading().index();
        session.board().ended(node, true, phrase);
        String verb = direction == Direction.ROLLBACK ? " rolled back on " : " done on ";
        String text = name + verb + node + (phrase.equals(Phrases.DONE) ? "" : ": " + phrase);
        journal(node)
                .keep(entry -> session.at(
                        entry.ended(index, node.id(), direction, Optional.empty())
                                .noted(Event.Kind.NODE_FINISHED, name, node.id(), null, text),
                        index));
        journal(node).write();
        return NodeResult.done(node);
    }

    private void failOthers() {
        if (failed.compareAndSet(false, true)) {
            active.killAll();
        }
    }
}
