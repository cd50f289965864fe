package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.copy.CopyException;
import dev.amig.journal.CopyTotals;
import dev.amig.journal.Event;
import dev.amig.journal.WantedParallelism;
import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import dev.amig.run.ActionResult.NodeResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code COPY}: all nodes at the same time, each by itself; what happens on one of them is in {@code dev.amig.copy}. */
final class CopyRunner {
    private final PlannedAction.Copy copy;
    private final boolean keepSnapshot;
    private final CopyNodes nodes;
    private final RunSession session;

    /** @param keepSnapshot a later action compares with it */
    CopyRunner(PlannedAction.Copy copy, boolean keepSnapshot, CopyNodes nodes, RunSession session) {
        this.copy = copy;
        this.keepSnapshot = keepSnapshot;
        this.nodes = nodes;
        this.session = session;
    }

    ActionResult forward(ActionWork work) throws InterruptedException {
        LiveParallelism parallelism = parallelism();
        session.desk().onSet(WantedParallelism.NAME, parallelism::set);
        ActionResult result;
        try {
            result = work.runTasks(copy.nodes(), plan -> forward(work, plan.node(), parallelism));
        } finally {
            session.desk().forget(WantedParallelism.NAME);
        }
        if (result.isFinished()) {
            session.forgetParallelism(copy.heading().index());
        }
        return result;
    }

    /** As a person wanted it last, who may have spoken to an earlier runner. */
    private LiveParallelism parallelism() {
        int index = copy.heading().index();
        String name = copy.heading().name();
        LiveParallelism parallelism =
                new LiveParallelism(session.run().migration(), name, wanted -> session.wantParallelism(index, wanted));
        session.wantedParallelism(index)
                .map(parallelism::goOnWith)
                .ifPresent(sentence -> session.note(Event.Kind.NOTE, name, null, null, sentence));
        return parallelism;
    }

    private NodeResult forward(ActionWork work, Node node, LiveParallelism parallelism) throws InterruptedException {
        session.board().running(node, "copying");
        try {
            CopyTotals totals =
                    nodes.nodeCopy(copy, node, keepSnapshot, parallelism).run();
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
    ActionResult back(ActionWork work, List<NodePlan> where) throws InterruptedException {
        List<NodeResult> takenBack = NodeFanOut.run(where, OptionalInt.empty(), plan -> takeBack(work, plan.node()));
        ActionResult result = new ActionResult(copy.heading().name(), takenBack);
        session.forgetParallelism(copy.heading().index());
        PlannedAction.Step authors =
                new PlannedAction.Step(copy.heading(), copy.placed(), copy.undo(), Optional.empty());
        return result.isFinished() ? new StepRunner(authors, session).back(work, where) : result;
    }

    private NodeResult takeBack(ActionWork work, Node node) throws InterruptedException {
        session.board().running(node, "dropping what was made for the copy");
        try {
            nodes.unstoppable().nodeCopy(copy, node, false).takeBack();
            return NodeResult.done(node);
        } catch (CopyException e) {
            return failed(work, node, e);
        }
    }
}
