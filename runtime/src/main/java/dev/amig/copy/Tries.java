package dev.amig.copy;

import dev.amig.copy.CopyServer.Answer;
import dev.amig.journal.Chunk;
import dev.amig.journal.Outcome;

/** Whether what failed of a chunk is tried again; after a lack of memory, with less of it. */
final class Tries {
    private static final int MEMORY_LIMIT_EXCEEDED = 241;
    private static final int MOST = 4;

    private final CopyServer server;
    private final Effort effort;

    Tries(CopyServer server, Effort effort) {
        this.server = server;
        this.effort = effort;
    }

    /**
     * Returns when there is to be another try.
     *
     * @param tried how often so far, by this runner
     * @throws CopyException there is not: it was stopped, the failure does not pass, or it was tried often enough
     */
    void again(Chunk chunk, Answer answer, int tried) throws CopyException {
        if (server.isStopped()) {
            throw CopyException.stopped();
        }
        if (tried >= MOST || !answer.mayBeRepeated()) {
            throw CopyException.failed(
                    "%s could not be copied: %s".formatted(chunk.named(), answer.failure()), answer.queryId());
        }
        if (answer.outcome() instanceof Outcome.Failed failed && failed.code() == MEMORY_LIMIT_EXCEEDED) {
            effort.halve();
        }
        server.note(
                "chunk %d is begun again (%d of %d): %s".formatted(chunk.number(), tried, MOST - 1, answer.failure()));
    }
}
