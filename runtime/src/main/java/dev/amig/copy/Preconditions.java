package dev.amig.copy;

import dev.amig.language.sql.Literals;
import java.util.List;

/** What must hold before the first row is copied. Reads only. */
final class Preconditions {
    /** Beside what the copy needs: merges in the destination, and whatever else the node does. */
    private static final double MARGIN = 1.1;

    private final CopyServer server;
    private final TableShape source;
    private final TableShape destination;

    Preconditions(CopyServer server, TableShape source, TableShape destination) {
        this.server = server;
        this.source = source;
        this.destination = destination;
    }

    /**
     * @param readLive whether the source is read itself
     * @param append   whether the destination may hold rows
     * @throws CopyException one does not hold; nothing was done
     */
    void check(boolean readLive, boolean append) throws CopyException, InterruptedException {
        enginesFit(readLive);
        List<Object> row = server.ask("""
                        SELECT toInt64(%s),
                            (SELECT groupArray((mutation_id, command)) FROM
                                (SELECT mutation_id, command FROM system.mutations
                                WHERE database = %s AND table = %s AND NOT is_done LIMIT 1))""".formatted(
                                append ? "0" : "(SELECT count() FROM " + destination.name() + ")",
                                TableShapes.database(source.name()),
                                Literals.quote(source.name().table())))
                .get(0);
        destinationIsEmpty(TableShapes.number(row, 0));
        noMutationRuns((List<?>) row.get(1));
    }

    private void enginesFit(boolean readLive) throws CopyException {
        if (source.name().equals(destination.name())) {
            throw CopyException.failed(source.name() + " cannot be copied into itself");
        }
        hasRoomForOwnedTables(source);
        hasRoomForOwnedTables(destination);
        if (!destination.isMergeTree()) {
            throw CopyException.failed(
                    "%s is a %s table; COPY writes whole parts and needs a table of the MergeTree family on each node"
                            .formatted(destination.name(), destination.engine()));
        }
        if (!readLive && !source.isMergeTree()) {
            throw CopyException.failed(
                    "%s is a %s table, of which there is no snapshot; say READ LIVE to read it as it is while the copy runs"
                            .formatted(source.name(), source.engine()));
        }
    }

    /** Every table there is made on all nodes at once, and each shard's copy makes tables of its own. */
    private static void hasRoomForOwnedTables(TableShape table) throws CopyException {
        if (table.databaseEngine().equals("Replicated")) {
            throw CopyException.failed(
                    "%s is in a Replicated database, where amig's own tables would be made on every node; COPY works in databases of other engines, such as Atomic"
                            .formatted(table.name()));
        }
    }

    private void destinationIsEmpty(long rows) throws CopyException {
        if (rows > 0) {
            throw CopyException.failed(
                    "%s holds %,d rows already; empty it, or say APPEND if the copied rows are to join them"
                            .formatted(destination.name(), rows));
        }
    }

    /** Parts would be taken in the middle of it: some changed, some not. */
    private void noMutationRuns(List<?> running) throws CopyException {
        if (!running.isEmpty()) {
            List<?> mutation = (List<?>) running.get(0);
            throw CopyException.failed("a mutation of %s is not done (%s: %s); wait for it, or kill it, and run again"
                    .formatted(source.name(), mutation.get(0), mutation.get(1)));
        }
    }

    /**
     * For as much as the source takes now: what will be written is not known before.
     *
     * @return true
     * @throws CopyException there is less
     */
    boolean hasSpaceForAll() throws CopyException, InterruptedException {
        space("(SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = %s AND table = %s)"
                .formatted(
                        TableShapes.database(source.name()),
                        Literals.quote(source.name().table())));
        return true;
    }

    /** @param bytesOnDisk of what is going to be written */
    void spaceFor(long bytesOnDisk) throws CopyException, InterruptedException {
        space(Long.toString(bytesOnDisk));
    }

    private void space(String bytes) throws CopyException, InterruptedException {
        List<Object> row = server.ask("""
                        SELECT toInt64(sum(unreserved_space - least(unreserved_space, keep_free_space))), toInt64(%s)
                        FROM system.disks
                        WHERE name IN (SELECT arrayJoin(disks) FROM system.storage_policies WHERE policy_name = %s)""".formatted(bytes, Literals.quote(destination.storagePolicy())))
                .get(0);
        long free = TableShapes.number(row, 0);
        long needed = (long) (TableShapes.number(row, 1) * MARGIN);
        if (needed > free) {
            throw CopyException.failed(
                    "the disks of %s (storage policy %s) have %s free, and the copy needs about %s beside what is there"
                            .formatted(
                                    destination.name(), destination.storagePolicy(), Sizes.of(free), Sizes.of(needed)));
        }
    }
}
