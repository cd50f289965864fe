package dev.amig.copy;

import dev.amig.journal.Outcome;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.QueryId;
import java.util.Map;

/** One node as a copy sees it. A node that does not answer a question is asked again for a while. */
public interface CopyServer extends CopyReader {
    /**
     * Sends a statement once. An answer that is lost is looked up, so what comes back is how it really ended, or
     * {@link Outcome.Unknown}.
     */
    Answer execute(Call call, ProgressListener progress) throws InterruptedException;

    /** How a statement ended that an earlier runner sent, or may have sent; waits for it while it still runs. */
    Outcome outcomeOf(QueryId queryId, ProgressListener progress) throws InterruptedException;

    /** Kills what {@link #execute} is waiting for, of this node's copy. */
    void killRunning();

    boolean isStopped();

    /** How hard the copy works its node from now on, for those who may change it. */
    void working(Effort effort);

    /** Totals of the whole copy on this node when its chunks begin: what earlier runners have brought is nobody's speed. */
    void arrivedBefore(Counters counters);

    /** No chunk begins for now. */
    void waiting(String forWhat);

    /** Running totals of the whole copy on this node. */
    void progress(Counters counters);

    /** Something that those who read the log should know. */
    void note(String text);

    /** @param statement see {@link CopyStatements} */
    record Call(int statement, int attempt, String sql, Map<String, String> settings) {
        Call(int statement, int attempt, String sql) {
            this(statement, attempt, sql, Map.of());
        }
    }

    /**
     * @param queryId        by which it was sent
     * @param worthRepeating whether the failure may go away by itself
     */
    record Answer(QueryId queryId, Outcome outcome, boolean worthRepeating) {
        boolean isApplied() {
            return outcome instanceof Outcome.Applied;
        }

        /** The failure may go away by itself, or nobody knows whether there was one. Not where somebody has killed it. */
        boolean mayBeRepeated() {
            return worthRepeating || outcome instanceof Outcome.Unknown;
        }

        /** In words for a person. */
        String failure() {
            if (outcome instanceof Outcome.Failed failed) {
                return failed.message();
            } else if (outcome instanceof Outcome.Cancelled cancelled) {
                return cancelled.message();
            }
            return ((Outcome.Unknown) outcome).evidence();
        }
    }
}
