package dev.amig.copy;

import dev.amig.copy.Questions.Answers;
import dev.amig.language.sql.QualifiedName;
import java.util.List;
import java.util.Optional;

/** What must hold before the first row is copied. Reads only. */
final class Preconditions {
    /** Beside what the copy needs: merges in the destination, and whatever else the node does. */
    private static final double MARGIN = 1.1;

    /** What a server shows instead of what may be a secret, such as the address and the keys of a disk (26.7). */
    private static final String HIDDEN = "'[HIDDEN]'";

    private final CopyServer server;
    private final TableShape source;
    private final TableShape destination;

    Preconditions(CopyServer server, TableShape source, TableShape destination) {
        this.server = server;
        this.source = source;
        this.destination = destination;
    }

    /**
     * What a node says before the first row, whatever tables these are.
     *
     * @param rows       that the destination's parts hold, those that a lightweight DELETE has marked among them
     * @param mutations  of the source that are not done, each with its command
     * @param partitions of the source, ids of those that hold rows, in order
     * @param taken      by the source, bytes on disk
     * @param answers    has the disks, too
     */
    record Seen(long rows, List<List<String>> mutations, List<String> partitions, long taken, Answers answers) {
        static Seen of(CopyReader server, QualifiedName source, QualifiedName destination)
                throws CopyException, InterruptedException {
            String ofSource = TableShapes.ofTable(source);
            Questions questions = new Questions()
                    .ask(
                            "rows",
                            "[toString(sum(rows))]",
                            "system.parts WHERE active AND " + TableShapes.ofTable(destination))
                    .ask("mutation", "[mutation_id, command]", "system.mutations WHERE NOT is_done AND " + ofSource)
                    .ask(
                            "partition",
                            "[partition_id, toString(sum(bytes_on_disk))]",
                            "system.parts WHERE active AND rows > 0 AND " + ofSource + " GROUP BY partition_id");
            Answers found = Disks.ask(questions).of(server);
            List<List<String>> partitions = found.rows("partition");
            return new Seen(
                    found.number("rows"),
                    found.rows("mutation"),
                    partitions.stream().map(it -> it.get(0)).sorted().toList(),
                    partitions.stream()
                            .mapToLong(it -> Long.parseLong(it.get(1)))
                            .sum(),
                    found);
        }
    }

    /**
     * All but whether there is room.
     *
     * @param readLive whether the source is read itself
     * @param append   whether the destination may hold rows
     * @throws CopyException one does not hold; nothing was done
     */
    void check(Seen seen, boolean readLive, boolean append) throws CopyException, InterruptedException {
        enginesFit(readLive);
        if (!append && seen.rows() > 0) {
            destinationIsEmpty();
        }
        noMutationRuns(seen.mutations());
    }

    private void enginesFit(boolean readLive) throws CopyException {
        if (source.name().equals(destination.name())) {
            throw CopyException.failed(source.name() + " cannot be copied into itself");
        }
        if (!readLive) {
            letsMakeTablesLike(source);
        }
        letsMakeTablesLike(destination);
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

    /** Snapshots and staging tables are made like these, beside them. */
    private static void letsMakeTablesLike(TableShape table) throws CopyException {
        // Every table there is made on all nodes at once, and each shard's copy makes tables of its own.
        if (table.databaseEngine().equals("Replicated")) {
            throw CopyException.failed(
                    "%s is in a Replicated database, where amig's own tables would be made on every node; COPY works in databases of other engines, such as Atomic"
                            .formatted(table.name()));
        }
        Optional<String> disk = Optional.ofNullable(table.clause().settings().get("disk"));
        if (disk.filter(it -> it.contains(HIDDEN)).isPresent()) {
            throw CopyException.failed(
                    "%s defines its disk by itself (SETTINGS disk = disk(…)), and the server does not show how, so amig can make no table of its own there; COPY works with disks that the server's configuration defines"
                            .formatted(table.name()));
        }
    }

    /** Its parts may hold deleted rows only. */
    private void destinationIsEmpty() throws CopyException, InterruptedException {
        long rows = TableShapes.number(
                server.ask("SELECT toInt64(count()) FROM " + destination.name()).get(0), 0);
        if (rows > 0) {
            throw CopyException.failed(
                    "%s holds %,d rows already; empty it, or say APPEND if the copied rows are to join them"
                            .formatted(destination.name(), rows));
        }
    }

    /** Parts would be taken in the middle of it: some changed, some not. */
    private void noMutationRuns(List<List<String>> running) throws CopyException {
        if (!running.isEmpty()) {
            List<String> mutation = running.get(0);
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
        hasSpaceFor(
                seen.taken(),
                Disks.of(seen.answers(), destination.storagePolicy()).all());
    }

    /**
     * @param bytesOnDisk of what is going to be written
     * @throws CopyException there is less space
     */
    void hasSpaceFor(long bytesOnDisk) throws CopyException, InterruptedException {
        hasSpaceFor(bytesOnDisk, Disks.of(server, destination.storagePolicy()).all());
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
