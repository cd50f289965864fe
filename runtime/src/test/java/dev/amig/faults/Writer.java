package dev.amig.faults;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Inserts into a table all the while, a batch of rows at a time. Each batch goes to one partition, so that the server takes it whole or
 * not at all; whether it took one of which the answer was lost, nobody asks.
 */
final class Writer implements AutoCloseable {
    static final int BATCH = 20;
    /** Ids of a batch are this far from those of the next one. */
    static final int STRIDE = 100;

    private static final int PAUSE_MILLIS = 120;

    private final Workbench bench;
    private final Node node;
    private final String table;
    private final long firstId;
    private final Set<Long> confirmed = new ConcurrentSkipListSet<>();
    private final Thread thread = new Thread(this::write, "writer");
    private volatile boolean ended;

    private Writer(Workbench bench, Node node, String table, long firstId) {
        this.bench = bench;
        this.node = node;
        this.table = table;
        this.firstId = firstId;
    }

    /** @param firstId above those of all other rows */
    static Writer start(Workbench bench, Node node, String table, long firstId) {
        Writer writer = new Writer(bench, node, table, firstId);
        writer.thread.setDaemon(true);
        writer.thread.start();
        return writer;
    }

    Node node() {
        return node;
    }

    /** Numbers of the batches of which the server has said that it took them. */
    List<Long> confirmed() {
        return List.copyOf(confirmed);
    }

    private void write() {
        for (long batch = 0; !ended; batch++) {
            try {
                bench.rows(node, insert(batch));
                confirmed.add(batch);
            } catch (QueryException e) {
                // The node is being killed, or its disk is full: that is what the test is about.
                pause();
            }
            pause();
        }
    }

    private String insert(long batch) {
        return "INSERT INTO %s SELECT %d + number, %d, 'written', toDateTime('2024-01-15 00:00:00', 'UTC') + INTERVAL %d MONTH FROM numbers(%d)"
                .formatted(table, firstId + batch * STRIDE, batch % LiveTables.TEAMS, batch % LiveTables.MONTHS, BATCH);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
