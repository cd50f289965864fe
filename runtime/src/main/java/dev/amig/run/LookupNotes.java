package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.journal.Event;
import dev.amig.journal.Outcome;
import dev.amig.transport.QueryId;

/** Puts on the board and into the journal that a statement's end had to be looked up. */
record LookupNotes(RunSession session, String action, Node node) implements Courier.LookupListener {
    @Override
    public void lookingUp(QueryId queryId) {
        session.board().stillRunning(node, "looking up how " + queryId + " ended");
    }

    @Override
    public void lookedUp(QueryId queryId, String why, Outcome outcome) {
        session.note(
                Event.Kind.OUTCOME_LOOKED_UP, action, node, queryId, why + "; looked up: " + Courier.told(outcome));
    }
}
