package dev.amig.copy;

import dev.amig.copy.CopyServer.Answer;
import dev.amig.journal.CopyRecord.Method;
import dev.amig.journal.Outcome;
import dev.amig.journal.OwnedTable;

/**
 * Reads back what was written, not linked, while a disk was nearly full. 26.7 now and then acknowledges a part whose file of marks it could not write
 * any more; the number of rows is in another file, so that only who reads the columns hears of it (246, CORRUPTED_DATA).
 */
final class WrittenParts {
    private static final int CORRUPTED_DATA = 246;

    private final CopyServer server;
    private final CopyWork work;

    WrittenParts(CopyServer server, CopyWork work) {
        this.server = server;
        this.work = work;
    }

    /**
     * Reads it if there is cause to.
     *
     * @param answer    the server's, to the filling of the staging table
     * @param leastFree bytes on the fullest disk of its storage policy, after it was filled
     * @return the same; a failure where the server says that it is done, and what it wrote cannot be read
     */
    Answer checked(OwnedTable staging, Answer answer, long leastFree) throws CopyException, InterruptedException {
        if (!wasWritten(answer) || leastFree >= Throttle.LEAST_FREE_BYTES) {
            return answer;
        }
        try {
            server.ask("SELECT toInt64(count()) FROM " + staging.name()
                    + " WHERE NOT ignore(*) SETTINGS asterisk_include_materialized_columns = 1");
            return answer;
        } catch (CopyException e) {
            if (e.kind() == CopyException.Kind.STOPPED) {
                throw e;
            }
            String why = "the disk is nearly full, and what was written into %s cannot be read: %s"
                    .formatted(staging.name(), e.getMessage());
            return new Answer(answer.queryId(), new Outcome.Failed(CORRUPTED_DATA, why), true);
        }
    }

    /** The same, where nobody has looked at the disks since. */
    Answer checked(OwnedTable staging, Answer answer) throws CopyException, InterruptedException {
        if (!wasWritten(answer)) {
            return answer;
        }
        return checked(
                staging,
                answer,
                Disks.of(server, work.destination().storagePolicy()).least());
    }

    private boolean wasWritten(Answer answer) {
        return answer.isApplied() && work.definition().method() == Method.INSERT;
    }
}
