package dev.amig.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The tables of one simulated node that a copy reads, makes, fills, moves and drops: which parts are where, without a row in them. The
 * source has as many partitions and parts as it is told; what arrives in the destination is noted part by part, and none may arrive
 * twice.
 */
final class SimulatedTables {
    static final String SOURCE = "events";
    static final String DESTINATION = "events_new";
    static final long ROWS_OF_A_PART = 1_000;
    static final long BYTES_OF_A_ROW = 250;

    private final int partitions;
    private final int partsOfEach;
    private final Map<String, Owned> owned = new HashMap<>();
    private final BitSet arrived = new BitSet();
    private final int[] arrivedIn;

    SimulatedTables(int partitions, int partsOfEach) {
        this.partitions = partitions;
        this.partsOfEach = partsOfEach;
        this.arrivedIn = new int[partitions];
    }

    /** A part as {@code system.parts} has it. */
    record Part(String partition, String name, long rows, long block) {
        String hash() {
            return "%08x%08x".formatted(partition.hashCode(), name.hashCode());
        }
    }

    /** A table that amig has made: the numbers of the source's parts whose rows it has. */
    private record Owned(String uuid, String comment, List<Integer> parts) {}

    /** A line of {@code system.tables}. */
    record Table(String uuid, String comment) {}

    synchronized void create(String table, String uuid, String comment) {
        if (owned.putIfAbsent(table, new Owned(uuid, comment, new ArrayList<>())) != null) {
            throw new IllegalArgumentException("there is a table " + table);
        }
    }

    synchronized void drop(String table) {
        owned.remove(table);
    }

    /** {@code ATTACH PARTITION ID … FROM} the source. */
    synchronized void link(String table, String partition) {
        int first = number(partition) * partsOfEach;
        IntStream.range(first, first + partsOfEach).forEach(parts(table)::add);
    }

    /** {@code INSERT … SELECT}. Returns the rows. */
    synchronized long fill(String table, List<String> names) {
        names.forEach(name -> parts(table).add(Integer.valueOf(name.split("_")[1])));
        return names.size() * ROWS_OF_A_PART;
    }

    /** {@code MOVE PARTITION}: of a chunk all rows go to one. */
    synchronized void move(String table) {
        for (int part : parts(table)) {
            if (arrived.get(part)) {
                throw new IllegalArgumentException("part " + part + " has arrived before");
            }
            arrived.set(part);
            arrivedIn[part / partsOfEach]++;
        }
        parts(table).clear();
    }

    private List<Integer> parts(String table) {
        Owned found = owned.get(table);
        if (found == null) {
            throw new IllegalArgumentException("there is no table " + table);
        }
        return found.parts();
    }

    synchronized int arrived() {
        return arrived.cardinality();
    }

    /** Those that amig has made and not dropped. */
    synchronized int ownedTables() {
        return owned.size();
    }

    synchronized List<Table> described(String table) {
        Owned found = owned.get(table);
        return found == null ? List.of() : List.of(new Table(found.uuid(), found.comment()));
    }

    /** Of the source as it was made; of the destination merged; of a staging table as one. */
    synchronized List<Part> partsOf(String table) {
        if (table.equals(SOURCE)) {
            return IntStream.range(0, partitions * partsOfEach)
                    .mapToObj(this::sourcePart)
                    .toList();
        }
        if (table.equals(DESTINATION)) {
            return IntStream.range(0, partitions)
                    .filter(it -> arrivedIn[it] > 0)
                    .mapToObj(it -> part(it, 1, arrivedIn[it], arrivedIn[it]))
                    .toList();
        }
        List<Integer> its = owned.containsKey(table) ? parts(table) : List.of();
        if (table.contains("__amig_snapshot_")) {
            return its.stream().map(this::sourcePart).toList();
        }
        return its.isEmpty() ? List.of() : List.of(part(its.get(0) / partsOfEach, 1, its.size(), 1));
    }

    private Part sourcePart(int number) {
        return part(number / partsOfEach, number, 1, number);
    }

    private static Part part(int partition, int number, int sourceParts, long block) {
        String id = String.valueOf(partition);
        return new Part(id, id + "_" + number + "_" + number + "_0", sourceParts * ROWS_OF_A_PART, block);
    }

    private static int number(String partition) {
        return Integer.parseInt(partition);
    }
}
