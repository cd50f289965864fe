package dev.amig.copy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How hard a node is worked: how many chunks at a time, and with how much of it each. May change while the copy runs. */
public final class Effort {
    /** With half as many more, an INSERT takes 3 to 4 % more processor time for each row; with fewer, parts become small (26.7). */
    private static final long MOST_BLOCK_ROWS = 1_000_000;

    private static final long LEAST_BLOCK_ROWS = 8_192;
    /** A block of so many bytes costs little for each row, and some of them fit into any server. */
    private static final long BLOCK_BYTES = 512L << 20;
    /** A block is read, converted, sorted and written: so many times its size at the same moment. */
    private static final int COPIES_OF_A_BLOCK = 3;

    private static final int MOST_WORKERS = 16;

    private final long cores;
    private volatile int workers;
    private volatile int threads;
    private volatile long blockRows;
    private volatile boolean wasSet;
    private volatile Optional<String> held = Optional.empty();

    private Effort(long cores, int workers, long blockRows) {
        this.cores = cores;
        this.workers = workers;
        this.threads = threadsOfEach(workers);
        this.blockRows = blockRows;
    }

    private int threadsOfEach(int workers) {
        return (int) Math.max(1, cores / Math.max(1, workers));
    }

    /**
     * @param wanted {@code PARALLEL n}; absent: as many as the node can bear
     * @param rowBytes of a row, uncompressed, on average
     */
    static Effort on(CopyServer server, OptionalInt wanted, long rowBytes) throws CopyException, InterruptedException {
        return of(Means.of(server), wanted, rowBytes);
    }

    /** @param freeMemory bytes */
    record Means(long cores, long freeMemory) {
        static Means of(CopyServer server) throws CopyException, InterruptedException {
            List<Object> row = server.ask("""
                        SELECT toInt64(getSetting('max_threads')),
                            toInt64((SELECT toUInt64(value) FROM system.server_settings WHERE name = 'max_server_memory_usage')),
                            toInt64((SELECT value FROM system.metrics WHERE metric = 'MemoryTracking'))""").get(0);
            long limit = TableShapes.number(row, 1);
            return new Means(
                    Math.max(1, TableShapes.number(row, 0)),
                    limit == 0 ? Long.MAX_VALUE : Math.max(0, limit - TableShapes.number(row, 2)));
        }
    }

    /** The same, of a node that has been asked what it has to give. */
    static Effort of(Means means, OptionalInt wanted, long rowBytes) {
        long blockRows = Math.max(LEAST_BLOCK_ROWS, Math.min(MOST_BLOCK_ROWS, BLOCK_BYTES / Math.max(1, rowBytes)));
        long each = Math.max(1, blockRows * Math.max(1, rowBytes) * COPIES_OF_A_BLOCK);
        long bearable = Math.min(Math.min(means.cores(), MOST_WORKERS), means.freeMemory() / 2 / each);
        int workers = wanted.orElse((int) Math.max(1, bearable));
        return new Effort(means.cores(), workers, blockRows);
    }

    public int workers() {
        return workers;
    }

    /** From now on, because a person wants it; chunks that are being copied go on. More of them share the cores. */
    public synchronized void setWorkers(int wanted) {
        workers = Math.max(1, wanted);
        threads = Math.min(threads, threadsOfEach(workers));
        wasSet = true;
        held = Optional.empty();
    }

    /**
     * From now on no chunk begins, until somebody says how many shall; those that are being copied go on.
     *
     * @param why for a person, with what is to be done to go on
     */
    public synchronized void hold(String why) {
        held = Optional.of(why);
    }

    /** Why no chunk begins, when a person wants it so. */
    Optional<String> held() {
        return held;
    }

    /** Whether a person has said how many chunks at a time. */
    boolean wasSet() {
        return wasSet;
    }

    /** After the server has run out of memory. */
    synchronized void halve() {
        if (threads > 1) {
            threads /= 2;
        } else if (workers > 1) {
            workers /= 2;
        }
        blockRows = Math.max(LEAST_BLOCK_ROWS, blockRows / 2);
    }

    /** What an INSERT of a chunk runs with, unless the author says otherwise. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        String rows = Long.toString(blockRows);
        settings.put("max_threads", Integer.toString(threads));
        settings.put("max_insert_threads", Integer.toString(threads));
        settings.put("max_block_size", rows);
        settings.put("max_insert_block_size", rows);
        settings.put("min_insert_block_size_rows", rows);
        settings.put("min_insert_block_size_bytes", Long.toString(BLOCK_BYTES));
        // By default a megabyte is read at a time, and hundreds of such pieces are then put together into one block.
        settings.put("preferred_block_size_bytes", Long.toString(BLOCK_BYTES));
        // It would drop rows with equal keys on their way into a Replacing or Collapsing table, and the counts would
        // differ.
        settings.put("optimize_on_insert", "0");
        // A chunk may go to any number of the destination's partitions; the default (100) aborts it after its first
        // blocks.
        settings.put("max_partitions_per_insert_block", "0");
        return settings;
    }
}
