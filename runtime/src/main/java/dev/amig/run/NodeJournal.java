package dev.amig.run;

import dev.amig.journal.Attempt;
import dev.amig.journal.Entry;
import dev.amig.journal.Outcome;
import dev.amig.transport.QueryId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the work of one action on one node has to say to the journal. What may become known a moment later is kept back and
 * goes out with what must be known first: that a statement was applied goes out with the intent of the next one, so a statement
 * costs one commit. A crash before that commit is a crash before the outcome was heard: it is looked up.
 *
 * <p>For the thread of its node.
 */
final class NodeJournal {
    private final RunSession session;
    private Entry kept;

    NodeJournal(RunSession session) {
        this.session = session;
        this.kept = session.entry();
    }

    /** Keeps a fact back for the next write. */
    void keep(UnaryOperator<Entry> fact) {
        kept = fact.apply(kept);
    }

    /** The statement may be sent when this returns: its intent is committed. */
    Attempt intend(QueryId queryId, String sql) {
        keep(entry -> entry.intended(queryId, sql));
        return write().orElseThrow();
    }

    /** A success is kept back; anything else is followed by waiting, or by the end, and is written at once. */
    void conclude(Attempt attempt, Outcome outcome) {
        keep(entry -> entry.concluded(attempt, outcome));
        if (!(outcome instanceof Outcome.Applied)) {
            write();
        }
    }

    /** Writes whatever was kept back. */
    Optional<Attempt> write() {
        Entry entry = kept;
        kept = session.entry();
        return session.write(entry);
    }
}
