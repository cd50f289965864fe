package dev.amig.copy;

import dev.amig.journal.Chunk;
import dev.amig.journal.Chunk.RowRange;
import dev.amig.language.tree.ChunkSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts what is to be copied into chunks: partitions, groups of parts, ranges of rows of one part. */
final class ChunkPlanner {
    /**
     * Small enough that no worker is left alone with a long last chunk, large enough that its own cost does not count: as many as an
     * INSERT sorts and writes in one block ({@link Effort}).
     */
    private static final long LEAST_ROWS = 1_572_864;

    private static final long MOST_ROWS = 20_000_000;
    private static final int CHUNKS_FOR_EACH_WORKER = 3;
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
        long total = parts.stream().mapToLong(Part::rows).sum();
        List<Chunk> chunks = new ArrayList<>();
        byPartition(parts).forEach((partition, its) -> {
            long most = mostRows(its, size, total, workers);
            new Cutting(partition, most, chunks).cut(its);
        });
        return chunks;
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

    private static long mostRows(List<Part> parts, Optional<ChunkSize> size, long total, int workers) {
        if (size.isEmpty()) {
            long fair = total / Math.max(1, (long) workers * CHUNKS_FOR_EACH_WORKER);
            return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, fair));
        } else if (size.get() instanceof ChunkSize.Rows rows) {
            return Math.max(1, rows.rows());
        } else if (size.get() instanceof ChunkSize.Bytes bytes) {
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
