package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.copy.CopyException;
import dev.amig.copy.CopyOrder;
import dev.amig.copy.NodeCopy;
import dev.amig.gate.Asking;
import dev.amig.journal.CopyTotals;
import dev.amig.language.tree.Copy;
import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import dev.amig.run.ActionResult.NodeResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code COPY}: all nodes at the same time, each by itself; what happens on one of them is in {@code dev.amig.copy}. */
final class CopyRunner {
    private final PlannedAction.Copy copy;
    private final RunSession session;
    private final Courier courier;
    private final ActiveQueries active;
    private final Asking asking;
    private final StopSignal stop;

    CopyRunner(
            PlannedAction.Copy copy,
            RunSession session,
            Courier courier,
            ActiveQueries active,
            Asking asking,
            StopSignal stop) {
        this.copy = copy;
        this.session = session;
        this.courier = courier;
        this.active = active;
        this.asking = asking;
        this.stop = stop;
    }

    ActionResult forward(ActionWork work) throws InterruptedException {
        return work.runTasks(copy.nodes(), plan -> forward(work, plan.node()));
    }

    private NodeResult forward(ActionWork work, Node node) throws InterruptedException {
        session.board().running(node, "copying");
        try {
            CopyTotals totals = nodeCopy(node, stop).run();
            return work.done(
                    node,
                    "%,d rows in %d %s"
                            .formatted(
                                    totals.copiedRows(), totals.chunks(), totals.chunks() == 1 ? "chunk" : "chunks"));
        } catch (CopyException e) {
            return failed(work, node, e);
        }
    }

    private NodeResult failed(ActionWork work, Node node, CopyException e) {
        if (work.isGivenUp() && e.kind() != CopyException.Kind.IN_DOUBT) {
            return work.fail(node, work.whyGivenUp(), e.queryId().orElse(null), false);
        }
        String query = e.queryId().map(it -> "query " + it + ", ").orElse("");
        String why = "%s (%s%s)".formatted(e.getMessage(), query, copy.heading().location());
        return work.fail(node, why, e.queryId().orElse(null), e.kind() == CopyException.Kind.IN_DOUBT);
    }

    /** First what amig has made is taken away, so that the author's rollback finds only what the author knows. */
    ActionResult back(ActionWork work, List<NodePlan> nodes) throws InterruptedException {
        List<NodeResult> takenBack = NodeFanOut.run(nodes, OptionalInt.empty(), plan -> takeBack(work, plan.node()));
        ActionResult result = new ActionResult(copy.heading().name(), takenBack);
        PlannedAction.Step authors =
                new PlannedAction.Step(copy.heading(), copy.placed(), copy.undo(), Optional.empty());
        return result.isFinished() ? new StepRunner(authors, session).back(work, nodes) : result;
    }

    private NodeResult takeBack(ActionWork work, Node node) throws InterruptedException {
        session.board().running(node, "dropping what was made for the copy");
        try {
            // A rollback is not stopped: what it stands for is to come to an end.
            nodeCopy(node, new StopSignal()).takeBack();
            return NodeResult.done(node);
        } catch (CopyException e) {
            return failed(work, node, e);
        }
    }

    private NodeCopy nodeCopy(Node node, StopSignal stoppedBy) {
        String action = copy.heading().name();
        int index = copy.heading().index();
        CopyConnection server = new CopyConnection(action, node, session, courier, active, asking, stoppedBy);
        var book = session.copyBook(index, node.id());
        OptionalInt workers = copy.parallelism().map(Copy.Parallelism::chunks).orElse(OptionalInt.empty());
        return new NodeCopy(
                server,
                book,
                new CopyOrder(
                        book.key(),
                        action,
                        copy.tasks().get(node.id()),
                        copy.chunks(),
                        workers,
                        copy.readLive(),
                        copy.noShortcut(),
                        copy.append(),
                        false,
                        copy.settings()));
    }
}
