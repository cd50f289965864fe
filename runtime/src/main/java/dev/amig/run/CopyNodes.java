package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.copy.CopyBook;
import dev.amig.copy.CopyOrder;
import dev.amig.copy.NodeCopy;
import dev.amig.gate.Asking;
import dev.amig.journal.Journal;
import dev.amig.language.tree.Copy;
import dev.amig.plan.PlannedAction;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/** Copies on nodes, over the connections of a run. */
record CopyNodes(RunSession session, Courier courier, ActiveQueries active, Asking asking, StopSignal stop) {
    private static final Duration LOOKUP_PATIENCE = Duration.ofMinutes(1);

    /** For somebody who does nothing else with a run. */
    static CopyNodes of(RunSession session, Connections connections, Journal journal, StopSignal stop) {
        ActiveQueries active = new ActiveQueries(connections);
        long run = session.run().id();
        Asking asking =
                new Asking(connections::to, run, Map.of("log_comment", LogComment.ofQuestion(journal.id(), run)));
        OutcomeLookup lookup =
                new OutcomeLookup(connections, journal.id(), session.run(), () -> LOOKUP_PATIENCE, Pace.REAL);
        return new CopyNodes(session, new Courier(journal.id(), connections, active, lookup), active, asking, stop);
    }

    /** The same for a way that nobody stops: what a rollback stands for is to come to an end. */
    CopyNodes unstoppable() {
        return new CopyNodes(session, courier, active, asking, new StopSignal());
    }

    /** @param action whose statements it sends */
    CopyConnection connection(String action, Node node) {
        return connection(node, LiveParallelism.asPlanned(session.run().migration(), action));
    }

    private CopyConnection connection(Node node, LiveParallelism parallelism) {
        return new CopyConnection(parallelism.action(), node, session, courier, active, asking, stop, parallelism);
    }

    NodeCopy nodeCopy(PlannedAction.Copy copy, Node node, boolean keepSnapshot) {
        return nodeCopy(
                copy,
                node,
                keepSnapshot,
                LiveParallelism.asPlanned(
                        session.run().migration(), copy.heading().name()));
    }

    /** @param parallelism may change while the copy goes on */
    NodeCopy nodeCopy(PlannedAction.Copy copy, Node node, boolean keepSnapshot, LiveParallelism parallelism) {
        String action = copy.heading().name();
        CopyBook book = session.copyBook(copy.heading().index(), node.id());
        OptionalInt workers = copy.parallelism().map(Copy.Parallelism::chunks).orElse(OptionalInt.empty());
        CopyOrder order = new CopyOrder(
                book.key(),
                action,
                copy.tasks().get(node.id()),
                copy.chunks(),
                workers,
                copy.readLive(),
                copy.noShortcut(),
                copy.append(),
                keepSnapshot,
                copy.settings());
        return new NodeCopy(connection(node, parallelism), book, order);
    }
}
