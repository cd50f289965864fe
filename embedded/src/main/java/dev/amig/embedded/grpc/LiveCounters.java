package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.Stats;
import dev.amig.embedded.grpc.Statement.Kind;
import java.io.IOException;

/**
 * What is known of the counters of one statement: from headers until its output begins, then from the list of processes,
 * at the end from the summary or the log of queries.
 */
final class LiveCounters {
    private static final int SHORTEST_POLL_MILLIS = 100;

    private final EngineClient engine;
    private final Inquiry inquiry;
    private final Results results;
    private final ProgressDeltas deltas = new ProgressDeltas();
    private final Pace pace;

    LiveCounters(EngineClient engine, Inquiry inquiry, Results results) {
        this.engine = engine;
        this.inquiry = inquiry;
        this.results = results;
        this.pace = new Pace(Math.max(SHORTEST_POLL_MILLIS, inquiry.options().interactiveDelayMillis()));
    }

    /** How often it is worth while to {@link #poll}. */
    int pollMillis() {
        return pace.millis();
    }

    /** Tells the growth at once, if the call streams. */
    void tell(Counters counters) {
        add(counters);
        results.send();
    }

    /** Asks the list of processes, unless it has been asked just before. */
    void poll() throws IOException {
        if (inquiry.streamsOutput() && pace.isDue()) {
            try {
                engine.countersOfRunning(inquiry.queryId(), inquiry.credentials())
                        .ifPresent(this::tell);
            } catch (ServerErrorException notAllowed) {
                // A user who may not read the list of processes does without.
            }
        }
    }

    /** Completes the last Result with the last growth, and with statistics if there was output. */
    void end(EngineReply reply, boolean withOutput) throws IOException {
        Counters counters = withOutput ? finalOf(reply) : reply.summary();
        add(counters);
        if (withOutput && (counters.resultRows() > 0 || inquiry.answersAtOnce())) {
            results.stats(Stats.newBuilder()
                    .setRows(counters.resultRows())
                    .setAllocatedBytes(counters.resultBytes())
                    .build());
        }
    }

    /** Tells the growth with whatever is sent next. */
    void add(Counters counters) {
        deltas.advanceTo(counters).ifPresent(results::progress);
    }

    // The summary stands before the body, so it is final only if the engine had finished when it began to answer. To be
    // asked, the log must be flushed, which takes ten times as long as a small statement.
    private Counters finalOf(EngineReply reply) throws IOException {
        boolean summaryIsFinal = inquiry.answersAtOnce()
                || inquiry.statement().kind() != Kind.READ
                || (reply.chunks() <= 1 && reply.summary().isComplete());
        if (summaryIsFinal) {
            return reply.summary();
        }
        try {
            return engine.countersOfFinished(inquiry.queryId(), inquiry.credentials())
                    .orElse(reply.summary());
        } catch (ServerErrorException notAllowed) {
            return reply.summary();
        }
    }
}
