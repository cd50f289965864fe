package dev.amig.copy;

import dev.amig.copy.CopyServer.Answer;
import dev.amig.copy.CopyServer.Call;
import dev.amig.copy.Questions.Answers;
import dev.amig.journal.OwnedTable;
import dev.amig.transport.ProgressListener;
import java.util.Map;

/**
 * Makes each part of a staging table one of its own, where it goes into a replicated table. Such a table takes no part whose hash is that
 * of one which was attached lately ({@code replicated_deduplication_window}), and says that all went well: of two chunks with equal rows
 * one would be lost (26.7). The hash is over all files of a part, so that a UUID in a file makes the difference; the server puts it into
 * those that it writes. It is gone when the part is merged.
 */
final class DistinctParts {
    /** Of a staging table. A mutation that changes nothing must not wait until the server has little else to do. */
    static final Map<String, String> SETTINGS =
            Map.of("assign_part_uuids", "1", "number_of_free_entries_in_pool_to_execute_mutation", "0");

    /** Also for a mutation that only links files, the server wants as much room as its part takes, and waits until there is. */
    private static final double ROOM = 1.1;

    private static final String NO_UUID = "toUUID('00000000-0000-0000-0000-000000000000')";

    private final CopyServer server;
    private final CopyWork work;

    DistinctParts(CopyServer server, CopyWork work) {
        this.server = server;
        this.work = work;
    }

    /**
     * Those that were linked are as they were in the source. A mutation that has nothing to do links them once more, with a UUID each.
     *
     * @param filled the server's answer to the filling
     * @return the same; a failure where the mutation failed
     */
    Answer made(int chunk, OwnedTable staging, int attempt, Answer filled) throws CopyException, InterruptedException {
        if (!filled.isApplied() || !work.destination().isReplicated() || !areLacking(staging)) {
            return filled;
        }
        return server.execute(
                new Call(
                        CopyStatements.renewParts(chunk),
                        attempt,
                        "ALTER TABLE " + staging.name() + " CLEAR INDEX IF EXISTS __amig_none",
                        Map.of("mutations_sync", "2")),
                ProgressListener.NONE);
    }

    /** Not where there is no room: then whether a part was taken is seen when it has been attached. */
    private boolean areLacking(OwnedTable staging) throws CopyException, InterruptedException {
        String linked = "system.parts WHERE %s AND active AND rows > 0 AND uuid = %s"
                .formatted(TableShapes.ofTable(staging.name()), NO_UUID);
        Answers found = Disks.ask(new Questions().ask("linked", "[toString(max(bytes_on_disk))]", linked))
                .of(server);
        long largest = found.number("linked");
        long free = Disks.of(found, work.destination().storagePolicy()).most();
        return largest > 0 && largest * ROOM < free;
    }
}
