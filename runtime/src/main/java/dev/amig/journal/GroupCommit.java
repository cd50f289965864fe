package dev.amig.journal;

import dev.amig.journal.EntryTables.Fenced;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One thread that writes for all: what comes while a transaction is being committed goes into the next one together. A commit
 * costs the disk's time whatever is in it, so a thousand nodes write about as fast as one. Everybody still waits for the commit of
 * what he wrote.
 */
final class GroupCommit implements AutoCloseable {
    /** Keeps a transaction to some milliseconds: the fence holds the lease's row that long. */
    private static final int MOST = 500;

    private static final Waiting END = new Waiting(null, null);

    private final JournalDatabase database;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::writeUntilClosed, "amig-journal");
    private boolean closed;

    /** Somebody who waits for the commit of an entry. */
    private record Waiting(Fenced fenced, CompletableFuture<Written> written) {}

    GroupCommit(JournalDatabase database) {
        this.database = database;
        writer.setDaemon(true);
    }

    /** Returns when it is committed. Failures are those of {@link Journal#write}. */
    Written write(Lease lease, Entry entry) {
        Waiting waiting = new Waiting(new Fenced(lease, entry), new CompletableFuture<>());
        enqueue(waiting);
        try {
            return waiting.written.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private synchronized void enqueue(Waiting waiting) {
        if (closed) {
            throw new JournalException("the journal is closed");
        }
        if (writer.getState() == Thread.State.NEW) {
            writer.start();
        }
        queue.add(waiting);
    }

    private void writeUntilClosed() {
        List<Waiting> group = new ArrayList<>();
        while (!group.contains(END)) {
            group.clear();
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                // Nobody but close() ends this thread: whoever waits for a commit must hear of it.
                continue;
            }
            queue.drainTo(group, MOST - 1);
            write(group.stream().filter(it -> it != END).toList());
        }
    }

    private void write(List<Waiting> group) {
        try {
            List<Written> written = inOneTransaction(group);
            for (int i = 0; i < group.size(); i++) {
                group.get(i).written.complete(written.get(i));
            }
        } catch (RuntimeException | Error e) {
            failed(group, e);
        }
    }

    private List<Written> inOneTransaction(List<Waiting> group) {
        List<Fenced> entries = group.stream().map(Waiting::fenced).toList();
        return entries.isEmpty()
                ? List.of()
                : database.write(
                        pipeline -> EntryTables.add(pipeline, entries),
                        handle -> EntryTables.write(handle, entries),
                        (handle, transaction) -> EntryTables.reread(handle, entries, transaction));
    }

    /** One entry that cannot be written must not take the others with it: none of them is there, so each is tried alone. */
    private void failed(List<Waiting> group, Throwable failure) {
        if (group.size() > 1 && isOfOneEntry(failure)) {
            group.forEach(it -> write(List.of(it)));
        } else if (group.size() == 1) {
            group.get(0).written.completeExceptionally(failure);
        } else {
            // An exception for each: they come out in different threads, which may add to them.
            group.forEach(it -> it.written.completeExceptionally(new JournalException(failure.getMessage(), failure)));
        }
    }

    private static boolean isOfOneEntry(Throwable failure) {
        return failure instanceof LeaseLostException
                || failure instanceof IllegalStateException
                || failure instanceof JournalException && JournalDatabase.refusedTheData(failure);
    }

    /** What was asked before is still written. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            queue.add(END);
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
