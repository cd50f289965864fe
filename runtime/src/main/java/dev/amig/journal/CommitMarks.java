package dev.amig.journal;

import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * {@code amig.commit_mark}: what a transaction writes beside its work, so that whoever did not hear whether it was committed can
 * tell, and it is done once. The number of a transaction id alone would not do: after a crash PostgreSQL may use it again.
 *
 * <p>Each process has a few slots, and each slot the number of the last transaction that used it.
 */
final class CommitMarks {
    private static final String SET = """
            insert into amig.commit_mark (writer, slot, number) values (:writer, :slot, :number)
            on conflict (writer, slot) do update
                set number = :number, transaction = pg_current_xact_id()::text::bigint, marked_at = now()
                where amig.commit_mark.number < :number
            """;

    private final UUID writer = UUID.randomUUID();
    private final AtomicLong numbers = new AtomicLong();
    private final BlockingQueue<Integer> slots = new LinkedBlockingQueue<>();

    /** @param slots how many transactions may be under way at once */
    CommitMarks(int slots) {
        for (int slot = 0; slot < slots; slot++) {
            this.slots.add(slot);
        }
    }

    /** One transaction, tried until it is known to be committed. */
    record Mark(int slot, long number) {}

    Mark begin() {
        try {
            return new Mark(slots.take(), numbers.incrementAndGet());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException("interrupted while waiting to write into the journal", e);
        }
    }

    void end(Mark mark) {
        slots.add(mark.slot());
    }

    /**
     * Marks the transaction. Waits for an earlier try of the same one that the server may still be committing.
     *
     * @return the number of the transaction that was committed with this mark before; then nothing may be done again
     */
    OptionalLong set(Handle handle, Mark mark) {
        int set = handle.createUpdate(SET).bindMap(values(mark)).execute();
        return set == 1 ? OptionalLong.empty() : OptionalLong.of(transaction(handle, mark));
    }

    /** The same, where only a transaction that was not committed before may go on. */
    void add(Pipeline pipeline, Mark mark) {
        pipeline.add(SET, values(mark), Pipeline.Answer.ONE);
    }

    private Map<String, Object> values(Mark mark) {
        return Named.values("writer", writer, "slot", mark.slot(), "number", mark.number());
    }

    private long transaction(Handle handle, Mark mark) {
        return handle.createQuery("select transaction from amig.commit_mark where writer = :writer and slot = :slot")
                .bind("writer", writer)
                .bind("slot", mark.slot())
                .mapTo(Long.class)
                .one();
    }

    /** Leaves nothing behind. */
    void remove(Handle handle) {
        handle.createUpdate("delete from amig.commit_mark where writer = :writer")
                .bind("writer", writer)
                .execute();
    }

    /** Those of processes that were killed. */
    static void sweep(Handle handle) {
        handle.execute("delete from amig.commit_mark where marked_at < now() - interval '7 days'");
    }
}
