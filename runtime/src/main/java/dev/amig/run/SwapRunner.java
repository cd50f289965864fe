package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.gate.Asking;
import dev.amig.journal.AttemptRecord;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.Statement;
import dev.amig.run.ActionResult.NodeResult;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId.Direction;
import dev.amig.verify.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code SWAP}. A cluster on which some nodes have swapped and others have not answers every query wrongly, so a swap that fails
 * on one node is taken back on the others at once, whatever {@code ON ERROR} says of the rest.
 *
 * <p>Swapping twice is swapping not at all: which of the two a node needs is read from the journal, where every exchange is a
 * statement of its own, numbered by how often the node has been swapped back.
 */
final class SwapRunner {
    /** In these database engines an exchange is one atomic operation; others know only RENAME. Tried on 26.7. */
    private static final String EXCHANGING = "('Atomic', 'Replicated', 'Shared', 'Overlay')";

    private final PlannedAction.Swap swap;
    private final RunSession session;
    private final Asking asking;

    SwapRunner(PlannedAction.Swap swap, RunSession session, Asking asking) {
        this.swap = swap;
        this.session = session;
        this.asking = asking;
    }

    /** @param takingBack makes the way back of the same action */
    ActionResult forward(ActionWork work, Supplier<ActionWork> takingBack) throws InterruptedException {
        List<NodePlan> plans = new ArrayList<>();
        EarlierAttempts attempts = new EarlierAttempts(session.attempts());
        for (NodePlan plan : swap.nodes()) {
            Node node = plan.node();
            try {
                Optional<AttemptRecord> doubt = doubtOfTakingBack(attempts, node);
                if (doubt.isPresent()) {
                    String why = "nobody knows whether it was swapped back: "
                            + doubt.get().queryId();
                    return nothingDone(work.fail(node, why, doubt.get().queryId(), true));
                }
                Optional<String> missing = missing(attempts, node);
                if (missing.isPresent()) {
                    return nothingDone(work.fail(node, missing.get(), null, false));
                }
                plans.add(exchange(node, attempts));
            } catch (QueryException e) {
                return nothingDone(work.fail(node, e.getMessage(), null, false));
            }
        }
        ActionResult result = work.run(plans, new Exchanges(work, Direction.FORWARD));
        return result.isFinished() || result.hasUnproved() ? result : takeBack(result, plans, takingBack.get());
    }

    private ActionResult nothingDone(NodeResult failure) {
        return new ActionResult(swap.heading().name(), List.of(failure));
    }

    private Optional<AttemptRecord> doubtOfTakingBack(EarlierAttempts attempts, Node node) {
        return attempts.inDoubt().stream()
                .filter(it -> it.queryId().action().equals(swap.heading().name()))
                .filter(it -> it.queryId().node().equals(node.id()))
                .filter(it -> it.queryId().direction() == Direction.ROLLBACK)
                .findFirst();
    }

    /** Asked on every node before the first one is touched. */
    private Optional<String> missing(EarlierAttempts attempts, Node node) throws QueryException {
        boolean underWay = attempts.applied(swap.heading().name(), node.id(), Direction.FORWARD) > 0;
        PlannedAction.Swap.Tables tables = swap.tables().get(node.id());
        for (QualifiedName table : List.of(tables.first(), tables.second())) {
            if (!underWay && !Truth.of(asking.value(node, "EXISTS TABLE " + table))) {
                return Optional.of("there is no table %s here to swap; no node was touched (%s)"
                        .formatted(table, swap.heading().location()));
            }
        }
        return Optional.empty();
    }

    private NodePlan exchange(Node node, EarlierAttempts attempts) throws QueryException {
        int round = attempts.applied(swap.heading().name(), node.id(), Direction.ROLLBACK);
        PlannedAction.Swap.Tables tables = swap.tables().get(node.id());
        String sql = canExchange(node, tables)
                ? "EXCHANGE TABLES %s AND %s".formatted(tables.first(), tables.second())
                : rename(tables);
        return new NodePlan(
                node, List.of(new Statement(round, sql, swap.heading().location())), List.of());
    }

    private boolean canExchange(Node node, PlannedAction.Swap.Tables tables) throws QueryException {
        Object others = asking.value(
                node,
                "SELECT countIf(engine NOT IN %s) FROM system.databases WHERE name IN (%s, %s)"
                        .formatted(EXCHANGING, database(tables.first()), database(tables.second())));
        return !Truth.of(others);
    }

    private static String database(QualifiedName table) {
        return table.database().map(Literals::quote).orElse("currentDatabase()");
    }

    private String rename(PlannedAction.Swap.Tables tables) {
        QualifiedName between = tables.first()
                .withTable("%s__amig_swap_%d_%d"
                        .formatted(
                                tables.first().table(),
                                session.run().id(),
                                swap.heading().index()));
        return "RENAME TABLE %s TO %s, %s TO %s, %s TO %s"
                .formatted(tables.first(), between, tables.second(), tables.first(), between, tables.second());
    }

    private ActionResult takeBack(ActionResult result, List<NodePlan> plans, ActionWork back)
            throws InterruptedException {
        List<NodePlan> swapped = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            NodeResult it = result.nodes().get(i);
            if (it.started() && it.failure().isEmpty()) {
                swapped.add(plans.get(i));
            }
        }
        ActionResult takenBack = back.run(swapped, new Exchanges(back, Direction.ROLLBACK));
        List<NodeResult> all = new ArrayList<>();
        for (NodeResult it : result.nodes()) {
            all.add(takenBack.nodes().stream()
                    .filter(other -> other.node().equals(it.node()))
                    .findFirst()
                    .map(this::afterTakingBack)
                    .orElse(it));
        }
        return new ActionResult(swap.heading().name(), all);
    }

    private NodeResult afterTakingBack(NodeResult back) {
        String why = back.failure()
                .map(failure -> "swapped, and not swapped back: " + failure)
                .orElse("swapped back, because another node failed");
        session.nodeEnded(swap.heading().index(), back.node().id(), Direction.FORWARD, Optional.of(why));
        session.board().ended(back.node(), false, why);
        return NodeResult.failed(back.node(), why, back.failure().isPresent());
    }

    /** @param nodes where it started; only those that are swapped now are swapped back */
    ActionResult back(ActionWork work, List<NodePlan> nodes) throws InterruptedException {
        EarlierAttempts attempts = new EarlierAttempts(session.attempts());
        List<NodePlan> plans = new ArrayList<>();
        for (NodePlan plan : nodes) {
            Node node = plan.node();
            try {
                plans.add(
                        isSwapped(attempts, node)
                                ? exchange(node, attempts)
                                : new NodePlan(node, List.of(), List.of()));
            } catch (QueryException e) {
                return nothingDone(work.fail(node, e.getMessage(), null, false));
            }
        }
        return work.run(plans, new Exchanges(work, Direction.ROLLBACK));
    }

    private boolean isSwapped(EarlierAttempts attempts, Node node) {
        String name = swap.heading().name();
        return attempts.applied(name, node.id(), Direction.FORWARD)
                > attempts.applied(name, node.id(), Direction.ROLLBACK);
    }

    private final class Exchanges implements ActionWork.NodeWork {
        private final ActionWork work;
        private final Direction direction;

        private Exchanges(ActionWork work, Direction direction) {
            this.work = work;
            this.direction = direction;
        }

        @Override
        public Assignment assign(Node node, Statement statement) {
            return new Assignment(
                    swap.heading().name(), node, direction, statement, swap.settings(), swap.options(), false, false);
        }

        @Override
        public void finished(Node node, Counters counters) {
            work.done(node, Phrases.DONE);
        }
    }
}
