package dev.amig.copy;

import dev.amig.journal.Chunk;
import dev.amig.journal.Chunk.RowRange;
import dev.amig.language.tree.ChunkSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/** Cuts what is to be copied into chunks: partitions, groups of parts, ranges of rows of one part. */
final class ChunkPlanner {
    /** Below that a chunk's own cost counts: its statements take some 0.1 s of processor time (26.7). */
    private static final long LEAST_ROWS = 1_572_864;

    private static final long MOST_ROWS = 20_000_000;
    /** With more of them, no worker is left alone for long, whatever their sizes. */
    private static final int ENOUGH_FOR_EACH_WORKER = 8;
    /** About what a worker copies in the time that a chunk takes beside its rows, some 50 ms (26.7). */
    private static final long ROWS_IN_TIME_OF_PROTOCOL = 50_000;
    /** So that neither the statements nor the journal's rows become long. */
    private static final int MOST_PARTS_LINKED = 500;

    /** A range begins where a block of rows is marked anyway, so that few rows are read twice ({@code index_granularity}). */
    private static final long ALIGNMENT = 8_192;

    private ChunkPlanner() {}

    /**
     * @param rows           all that it holds
     * @param bytes          uncompressed
     * @param hasDeletedRows whether a lightweight DELETE has marked some of its rows
     */
    record Part(String partitionId, String name, long rows, long bytes, boolean hasDeletedRows) {}

    /**
     * @param size    absent: by the number of rows and workers
     * @param workers chunks that will be copied at the same time
     * @return numbered, partitions in their order
     */
    static List<Chunk> cut(List<Part> parts, Optional<ChunkSize> size, int workers) {
        return size.isPresent() ? cut(parts, its -> mostRows(its, size.get())) : balanced(parts, Math.max(1, workers));
    }

    private static List<Chunk> cut(List<Part> parts, ToLongFunction<List<Part>> mostRows) {
        List<Chunk> chunks = new ArrayList<>();
        byPartition(parts)
                .forEach((partition, its) -> new Cutting(partition, mostRows.applyAsLong(its), chunks).cut(its));
        return chunks;
    }

    /** Of several ways to cut, the one that is copied first: with few chunks, and yet no worker left alone with a long last one. */
    private static List<Chunk> balanced(List<Part> parts, int workers) {
        long total = parts.stream().mapToLong(Part::rows).sum();
        List<Chunk> best = List.of();
        long bestEnd = Long.MAX_VALUE;
        for (int each = 1; each <= ENOUGH_FOR_EACH_WORKER; each++) {
            long fair = (total + (long) workers * each - 1) / ((long) workers * each);
            long most = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, fair));
            List<Chunk> chunks = cut(parts, its -> most);
            long end = end(chunks, workers);
            if (end < bestEnd) {
                best = chunks;
                bestEnd = end;
            }
            if (most == LEAST_ROWS || chunks.size() >= workers * ENOUGH_FOR_EACH_WORKER) {
                break;
            }
        }
        return best;
    }

    /** When the last worker is done, if all are equally fast and whoever is free takes the largest chunk that is left. */
    private static long end(List<Chunk> chunks, int workers) {
        PriorityQueue<Long> busyUntil = new PriorityQueue<>(Collections.nCopies(workers, 0L));
        chunks.stream()
                .map(Chunk::rows)
                .sorted(Comparator.reverseOrder())
                .forEach(rows -> busyUntil.add(busyUntil.remove() + rows + ROWS_IN_TIME_OF_PROTOCOL));
        return Collections.max(busyUntil);
    }

    /** Several partitions at a time: to link them takes next to nothing, and each chunk has a protocol of its own. */
    static List<Chunk> linked(List<Part> parts) {
        List<Chunk> chunks = new ArrayList<>();
        List<Part> group = new ArrayList<>();
        byPartition(parts).values().forEach(its -> {
            if (!group.isEmpty() && group.size() + its.size() > MOST_PARTS_LINKED) {
                chunks.add(linked(chunks.size(), group));
                group.clear();
            }
            group.addAll(its);
        });
        if (!group.isEmpty()) {
            chunks.add(linked(chunks.size(), group));
        }
        return chunks;
    }

    private static Chunk linked(int number, List<Part> parts) {
        boolean isOfOne = parts.stream().map(Part::partitionId).distinct().count() == 1;
        return new Chunk(
                number,
                isOfOne ? parts.get(0).partitionId() : "",
                isOfOne ? List.of() : parts.stream().map(Part::name).toList(),
                Optional.empty(),
                parts.stream().mapToLong(Part::rows).sum(),
                parts.stream().mapToLong(Part::bytes).sum());
    }

    /** Each partition as it is, whatever parts it has by then. */
    static List<Chunk> wholePartitions(List<Part> parts) {
        List<Chunk> chunks = new ArrayList<>();
        byPartition(parts)
                .forEach((partition, its) -> chunks.add(new Chunk(
                        chunks.size(),
                        partition,
                        List.of(),
                        Optional.empty(),
                        its.stream().mapToLong(Part::rows).sum(),
                        its.stream().mapToLong(Part::bytes).sum())));
        return chunks;
    }

    private static Map<String, List<Part>> byPartition(List<Part> parts) {
        Map<String, List<Part>> partitions = new LinkedHashMap<>();
        parts.forEach(part -> partitions
                .computeIfAbsent(part.partitionId(), unused -> new ArrayList<>())
                .add(part));
        return partitions;
    }

    /** Of a chunk of a partition with these parts. */
    private static long mostRows(List<Part> parts, ChunkSize size) {
        if (size instanceof ChunkSize.Rows rows) {
            return Math.max(1, rows.rows());
        } else if (size instanceof ChunkSize.Bytes bytes) {
            long rows = parts.stream().mapToLong(Part::rows).sum();
            long all = Math.max(1, parts.stream().mapToLong(Part::bytes).sum());
            return Math.max(1, (long) ((double) rows * bytes.bytes() / all));
        }
        return Long.MAX_VALUE;
    }

    /** The chunks of one partition. */
    private static final class Cutting {
        private final String partition;
        private final long most;
        private final List<Chunk> chunks;
        private final List<Part> group = new ArrayList<>();
        private long groupRows;

        private Cutting(String partition, long most, List<Chunk> chunks) {
            this.partition = partition;
            this.most = most;
            this.chunks = chunks;
        }

        void cut(List<Part> parts) {
            for (Part part : parts) {
                if (part.rows() > most) {
                    flush();
                    split(part);
                    continue;
                }
                if (groupRows + part.rows() > most) {
                    flush();
                }
                group.add(part);
                groupRows += part.rows();
            }
            flush();
        }

        private void flush() {
            if (!group.isEmpty()) {
                add(group.stream().map(Part::name).toList(), Optional.empty(), groupRows, bytes(group));
                group.clear();
                groupRows = 0;
            }
        }

        private static long bytes(List<Part> parts) {
            return parts.stream().mapToLong(Part::bytes).sum();
        }

        /** Into equal ranges, none of them above the limit. */
        private void split(Part part) {
            long pieces = (part.rows() + most - 1) / most;
            long step = part.rows() / pieces + 1;
            if (most > 2 * ALIGNMENT) {
                step = Math.min(most, (step + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
            }
            for (long first = 0; first < part.rows(); first += step) {
                long end = Math.min(part.rows(), first + step);
                add(List.of(part.name()), Optional.of(new RowRange(first, end)), end - first, (long)
                        ((double) part.bytes() * (end - first) / part.rows()));
            }
        }

        private void add(List<String> parts, Optional<RowRange> range, long rows, long bytes) {
            chunks.add(new Chunk(chunks.size(), partition, parts, range, rows, bytes));
        }
    }
}
