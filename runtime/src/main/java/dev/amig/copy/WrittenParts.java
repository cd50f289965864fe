package dev.amig.copy;

import dev.amig.copy.CopyServer.Answer;
import dev.amig.journal.CopyRecord.Method;
import dev.amig.journal.Outcome;
import dev.amig.journal.OwnedTable;
import dev.amig.language.sql.Literals;

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

    /** The server's answer to the filling of a staging table; a failure where it says that it is done, and what it wrote cannot be read. */
    Answer checked(OwnedTable staging, Answer answer) throws CopyException, InterruptedException {
        boolean wasWritten = answer.isApplied() && work.definition().method() == Method.INSERT;
        if (!wasWritten || !diskIsNearlyFull()) {
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

    private boolean diskIsNearlyFull() throws CopyException, InterruptedException {
        String policy = Literals.quote(work.destination().storagePolicy());
        return TableShapes.number(server.ask("""
                                SELECT toInt64(min(unreserved_space)) FROM system.disks
                                WHERE name IN (SELECT arrayJoin(disks) FROM system.storage_policies WHERE policy_name = %s)""".formatted(policy)).get(0), 0) < Throttle.LEAST_FREE_BYTES;
    }
}
