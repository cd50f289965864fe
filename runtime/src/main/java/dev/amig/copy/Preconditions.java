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
     * What is seen beside what must hold.
     *
     * @param partitions of the source, ids of those that hold rows
     * @param taken      by the source, bytes on disk
     * @param free       for the destination, bytes on all of its disks
     */
    record Seen(List<String> partitions, long taken, long free) {}

    /**
     * All but whether there is room, in one question.
     *
     * @param readLive whether the source is read itself
     * @param append   whether the destination may hold rows
     * @throws CopyException one does not hold; nothing was done
     */
    Seen check(boolean readLive, boolean append) throws CopyException, InterruptedException {
        enginesFit(readLive);
        List<Object> row = server.ask("""
                        SELECT toInt64(%s),
                            (SELECT groupArray((mutation_id, command)) FROM
                                (SELECT mutation_id, command FROM system.mutations
                                WHERE database = %s AND table = %s AND NOT is_done LIMIT 1)),
                            %s, %s, %s""".formatted(
                                append ? "0" : "(SELECT count() FROM " + destination.name() + ")",
                                TableShapes.database(source.name()),
                                Literals.quote(source.name().table()),
                                Snapshot.partitionsOf(source.name()),
                                takenBySource(),
                                free()))
                .get(0);
        destinationIsEmpty(TableShapes.number(row, 0));
        noMutationRuns((List<?>) row.get(1));
        List<String> partitions =
                ((List<?>) row.get(2)).stream().map(String::valueOf).toList();
        return new Seen(partitions, TableShapes.number(row, 3), TableShapes.number(row, 4));
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
     * @throws CopyException there is less
     */
    void hasSpaceForAll(Seen seen) throws CopyException {
        hasSpaceFor(seen.taken(), seen.free());
    }

    /**
     * @param bytesOnDisk of what is going to be written
     * @throws CopyException there is less space
     */
    void hasSpaceFor(long bytesOnDisk) throws CopyException, InterruptedException {
        hasSpaceFor(
                bytesOnDisk, TableShapes.number(server.ask("SELECT " + free()).get(0), 0));
    }

    private String takenBySource() {
        return "toInt64((SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = %s AND table = %s))"
                .formatted(
                        TableShapes.database(source.name()),
                        Literals.quote(source.name().table()));
    }

    private String free() {
        return """
                (SELECT toInt64(sum(unreserved_space - least(unreserved_space, keep_free_space))) FROM system.disks
                WHERE name IN (SELECT arrayJoin(disks) FROM system.storage_policies WHERE policy_name = %s))""".formatted(Literals.quote(destination.storagePolicy()));
    }

    private void hasSpaceFor(long bytesOnDisk, long free) throws CopyException {
        long needed = (long) (bytesOnDisk * MARGIN);
        if (needed > free) {
            throw CopyException.failed(
                    "the disks of %s (storage policy %s) have %s free, and the copy needs about %s beside what is there"
                            .formatted(
                                    destination.name(), destination.storagePolicy(), Sizes.of(free), Sizes.of(needed)));
        }
    }
}
