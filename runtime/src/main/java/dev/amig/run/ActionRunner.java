package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Event;
import dev.amig.journal.Outcome;
import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.Statement;
import dev.amig.run.ActionResult.NodeResult;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId.Direction;
import dev.amig.transport.Result;
import dev.amig.verify.ExpectationCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs one action on all its nodes, forward or back. */
final class ActionRunner {
    private static final int MISMATCH_ROWS_SHOWN = 20;

    private final RunSession session;
    private final StatementRunner statements;
    private final ActiveQueries active;
    private final StopSignal stop;
    private final Map<String, List<AttemptRecord>> earlier = new HashMap<>();

    /** Reads once what the journal knows of earlier attempts; for a new run there are none. */
    ActionRunner(RunSession session, StatementRunner statements, ActiveQueries active, StopSignal stop) {
        this.session = session;
        this.statements = statements;
        this.active = active;
        this.stop = stop;
        for (AttemptRecord attempt : session.attempts()) {
            String key = key(
                    attempt.queryId().action(),
                    attempt.queryId().node(),
                    attempt.queryId().direction(),
                    attempt.queryId().statement());
            earlier.computeIfAbsent(key, unused -> new ArrayList<>()).add(attempt);
        }
    }

    ActionResult forward(PlannedAction.Step step) throws InterruptedException {
        return new Workload(step, Direction.FORWARD)
                .run(step.nodes(), step.atOnce(), new StepWork(step, Direction.FORWARD));
    }

    /** Only on the nodes given: those where the step started. */
    ActionResult back(PlannedAction.Step step, List<NodePlan> nodes) throws InterruptedException {
        List<NodePlan> reversed = nodes.stream()
                .map(node -> new NodePlan(node.node(), node.rollback(), List.of()))
                .toList();
        return new Workload(step, Direction.ROLLBACK)
                .run(reversed, step.atOnce(), new StepWork(step, Direction.ROLLBACK));
    }

    ActionResult verify(PlannedAction.Verify verify) throws InterruptedException {
        Workload workload = new Workload(verify, Direction.FORWARD);
        Map<String, Result> answers = new ConcurrentHashMap<>();
        ActionResult asked = workload.run(verify.nodes(), verify.atOnce(), new NodeWork() {
            @Override
            public Assignment assign(Node node, Statement statement) {
                return queryOf(verify, node, statement);
            }

            @Override
            public void applied(Node node, Execution execution) {
                answers.put(node.id(), execution.result().orElseThrow());
            }

            @Override
            public void finished(Node node, Counters counters) {
                // An answer is not yet a success: the node is finished when the answer has been held against EXPECT.
            }
        });
        if (!asked.isFinished()) {
            return asked;
        }
        Map<String, String> mismatches = ExpectationCheck.mismatches(verify.expectation(), answers);
        List<NodeResult> results = new ArrayList<>();
        for (NodePlan plan : verify.nodes()) {
            Optional<String> mismatch =
                    Optional.ofNullable(mismatches.get(plan.node().id()));
            results.add(
                    mismatch.isPresent()
                            ? mismatched(verify, plan.node(), mismatch.get())
                            : asExpected(verify, plan.node()));
        }
        return new ActionResult(verify.heading().name(), results);
    }

    private NodeResult asExpected(PlannedAction.Verify verify, Node node) {
        end(verify, node, Direction.FORWARD, "as expected");
        return NodeResult.done(node);
    }

    private void end(PlannedAction action, Node node, Direction direction, String phrase) {
        String name = action.heading().name();
        session.nodeEnded(action.heading().index(), node.id(), direction, Optional.empty());
        session.board().ended(node, true, phrase);
        String verb = direction == Direction.ROLLBACK ? " rolled back on " : " done on ";
        session.note(
                Event.Kind.NODE_FINISHED,
                name,
                node,
                null,
                name + verb + node + (phrase.equals(Phrases.DONE) ? "" : ": " + phrase));
        session.recordProgress(action.heading().index());
    }

    private NodeResult mismatched(PlannedAction.Verify verify, Node node, String mismatch) throws InterruptedException {
        String text = mismatch + explanation(verify, node);
        if (verify.warnOnly()) {
            end(verify, node, Direction.FORWARD, "warning: " + text);
            return NodeResult.done(node);
        }
        String name = verify.heading().name();
        session.nodeEnded(verify.heading().index(), node.id(), Direction.FORWARD, Optional.of(text));
        session.board().ended(node, false, text);
        session.note(Event.Kind.NODE_FAILED, name, node, null, name + " failed on " + node + ": " + text);
        return NodeResult.failed(node, text, false);
    }

    /** The rows of {@code ON MISMATCH}; a query that fails says so instead, it does not hide the mismatch. */
    private String explanation(PlannedAction.Verify verify, Node node) throws InterruptedException {
        Statement query = verify.onMismatch().get(node.id());
        if (query == null) {
            return "";
        }
        Statement second = new Statement(1, query.sql(), query.location());
        Execution execution = statements.run(queryOf(verify, node, second), attemptsOf(queryOf(verify, node, second)));
        if (execution.result().isEmpty()) {
            return "; the ON MISMATCH query failed: " + execution.failure();
        }
        List<List<Object>> rows = execution.result().get().rows();
        StringBuilder text =
                new StringBuilder("; ON MISMATCH gave " + rows.size() + (rows.size() == 1 ? " row" : " rows"));
        rows.stream()
                .limit(MISMATCH_ROWS_SHOWN)
                .forEach(row -> text.append("\n    ").append(ExpectationCheck.row(row)));
        if (rows.size() > MISMATCH_ROWS_SHOWN) {
            text.append("\n    and ").append(rows.size() - MISMATCH_ROWS_SHOWN).append(" more");
        }
        return text.toString();
    }

    private static Assignment queryOf(PlannedAction.Verify verify, Node node, Statement statement) {
        return new Assignment(
                verify.heading().name(),
                node,
                Direction.FORWARD,
                statement,
                verify.settings(),
                verify.options(),
                false,
                true);
    }

    private List<AttemptRecord> attemptsOf(Assignment assignment) {
        return earlier.getOrDefault(
                key(
                        assignment.action(),
                        assignment.node().id(),
                        assignment.direction(),
                        assignment.statement().index()),
                List.of());
    }

    private static String key(String action, String node, Direction direction, int statement) {
        return direction + " " + node + " " + statement + " " + action;
    }

    /** What differs between a step, its rollback and a verification on one node. */
    private interface NodeWork {
        Assignment assign(Node node, Statement statement);

        void applied(Node node, Execution execution);

        void finished(Node node, Counters counters);
    }

    /** Statements of a step, forward or back: a node is finished with its last statement. */
    private final class StepWork implements NodeWork {
        private final PlannedAction.Step step;
        private final Direction direction;

        private StepWork(PlannedAction.Step step, Direction direction) {
            this.step = step;
            this.direction = direction;
        }

        @Override
        public Assignment assign(Node node, Statement statement) {
            // A rollback must tolerate a step that never ran or ran half, so it may be sent twice.
            boolean repeats = direction == Direction.ROLLBACK || step.options().idempotent();
            return new Assignment(
                    step.heading().name(),
                    node,
                    direction,
                    statement,
                    StepSettings.of(statement, step.settings()),
                    step.options(),
                    repeats,
                    false);
        }

        @Override
        public void applied(Node node, Execution execution) {
            // The journal has it; nothing more is needed of its rows.
        }

        @Override
        public void finished(Node node, Counters counters) {
            end(step, node, direction, Phrases.done(counters));
        }
    }

    /** One action on its nodes: the first failure keeps the others from starting and kills what they are running. */
    private final class Workload {
        private final PlannedAction action;
        private final Direction direction;
        private final AtomicBoolean failed = new AtomicBoolean();

        private Workload(PlannedAction action, Direction direction) {
            this.action = action;
            this.direction = direction;
        }

        private ActionResult run(List<NodePlan> nodes, OptionalInt atOnce, NodeWork work) throws InterruptedException {
            List<NodeResult> ended = NodeFanOut.run(nodes, atOnce, node -> onNode(node, work));
            return new ActionResult(action.heading().name(), ended);
        }

        private NodeResult onNode(NodePlan plan, NodeWork work) throws InterruptedException {
            if (failed.get() || (stop.isRequested() && direction == Direction.FORWARD)) {
                return NodeResult.notStarted(plan.node());
            }
            try {
                return runStatements(plan, work);
            } catch (RuntimeException | InterruptedException e) {
                failOthers();
                throw e;
            }
        }

        private NodeResult runStatements(NodePlan plan, NodeWork work) throws InterruptedException {
            Node node = plan.node();
            session.nodeStarted(action.heading().index(), action.heading().name(), node.id(), direction);
            Counters total = Counters.ZERO;
            for (Statement statement : plan.statements()) {
                if (stop.isRequested() && direction == Direction.FORWARD) {
                    return stoppedBefore(plan, statement);
                }
                session.board().running(node, phrase(plan, statement));
                Assignment assignment = work.assign(node, statement);
                Execution execution = statements.run(assignment, attemptsOf(assignment));
                if (!execution.isApplied()) {
                    return failed(node, statement, execution);
                }
                work.applied(node, execution);
                total = total.plus(((Outcome.Applied) execution.outcome()).counters());
            }
            work.finished(node, total);
            return NodeResult.done(node);
        }

        private String phrase(NodePlan plan, Statement statement) {
            String count = plan.statements().size() == 1
                    ? ""
                    : " (" + (statement.index() + 1) + " of "
                            + plan.statements().size() + ")";
            return (direction == Direction.ROLLBACK ? "rollback: " : "") + Phrases.firstWords(statement.sql()) + count;
        }

        /** A stop between two statements: the rest was not done, so the node is not finished. */
        private NodeResult stoppedBefore(NodePlan plan, Statement next) {
            String why =
                    "stopped after " + next.index() + " of " + plan.statements().size() + " statements";
            session.board().ended(plan.node(), false, why);
            return NodeResult.failed(plan.node(), why, false);
        }

        private NodeResult failed(Node node, Statement statement, Execution execution) {
            boolean byUs = execution.outcome() instanceof Outcome.Cancelled && (failed.get() || stop.isRequested());
            String why = byUs
                    ? "cancelled, because " + (failed.get() ? "another node failed" : "the run was stopped")
                    : execution.failure() + " (query " + execution.queryId() + ", " + statement.location() + ")";
            failOthers();
            session.nodeEnded(action.heading().index(), node.id(), direction, Optional.of(why));
            session.board().ended(node, false, why);
            session.note(
                    Event.Kind.NODE_FAILED,
                    action.heading().name(),
                    node,
                    execution.queryId(),
                    action.heading().name() + " failed on " + node + ": " + why);
            return NodeResult.failed(node, why, execution.outcome() instanceof Outcome.Unknown);
        }

        private void failOthers() {
            if (failed.compareAndSet(false, true)) {
                active.killAll();
            }
        }
    }
}
