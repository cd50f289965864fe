package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.language.source.LanguageException;
import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.Statement;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code STEP}: its statements on each node, or those that its rows become. */
final class StepRunner {
    private final PlannedAction.Step step;
    private final RunSession session;

    StepRunner(PlannedAction.Step step, RunSession session) {
        this.step = step;
        this.session = session;
    }

    ActionResult forward(ActionWork work) throws InterruptedException {
        if (step.rows().isEmpty()) {
            return work.run(
                    step.nodes().stream()
                            .map(node -> plan(node.node(), node.statements()))
                            .toList(),
                    new Statements(work, Direction.FORWARD));
        }
        RowSets rows = new RowSets(step, session);
        Optional<ActionResult> failure = rows.ask(work);
        if (failure.isPresent()) {
            return failure.get();
        }
        return withRows(work, step.nodes(), Direction.FORWARD, rows::statements);
    }

    /** @param nodes where it started */
    ActionResult back(ActionWork work, List<NodePlan> nodes) throws InterruptedException {
        if (step.rows().isPresent()) {
            return withRows(work, nodes, Direction.ROLLBACK, new RowSets(step, session)::rollback);
        }
        List<NodePlan> reversed =
                nodes.stream().map(node -> plan(node.node(), node.rollback())).toList();
        return work.run(reversed, new Statements(work, Direction.ROLLBACK));
    }

    /** On PostgreSQL all statements of an island are one transaction, sent as one. */
    private static NodePlan plan(Node node, List<Statement> statements) {
        if (!node.isPostgres() || statements.isEmpty()) {
            return new NodePlan(node, statements, List.of());
        }
        Statement first = statements.get(0);
        String sql = statements.stream().map(Statement::sql).collect(Collectors.joining("\n;\n"));
        return new NodePlan(node, List.of(new Statement(first.index(), sql, first.location())), List.of());
    }

    private interface StatementsOfRows {
        List<Statement> on(Node node);
    }

    /** All statements are made before the first one is sent: a row that does not fit a template is known in time. */
    private ActionResult withRows(
            ActionWork work, List<NodePlan> nodes, Direction direction, StatementsOfRows statements)
            throws InterruptedException {
        List<NodePlan> plans = new ArrayList<>();
        for (NodePlan node : nodes) {
            try {
                plans.add(plan(node.node(), statements.on(node.node())));
            } catch (LanguageException e) {
                return new ActionResult(
                        step.heading().name(), List.of(work.fail(node.node(), e.getMessage(), null, false)));
            }
        }
        return work.run(plans, new Statements(work, direction));
    }

    /** A node is finished with its last statement. */
    private final class Statements implements ActionWork.NodeWork {
        private final ActionWork work;
        private final Direction direction;

        private Statements(ActionWork work, Direction direction) {
            this.work = work;
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
        public void finished(Node node, Counters counters) {
            work.done(node, Phrases.done(counters));
        }
    }
}
