package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.Stats;
import dev.amig.embedded.grpc.Statement.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One statement at the engine: sends it with its data, tells its progress, passes its output on, and can be stopped. */
final class Execution {
    private static final int SHORTEST_POLL_MILLIS = 100;
    private static final int KILL_RETRY_MILLIS = 20;

    private final EngineClient engine;
    private final Inquiry inquiry;
    private final ClientMessages messages;
    private final Results results;
    private final ProgressDeltas deltas = new ProgressDeltas();
    private final Pace pace;

    private EngineExchange exchange;
    private EngineReply reply;
    private boolean sendingData;
    private boolean answering;
    private boolean stopping;
    private boolean ended;

    Execution(EngineClient engine, Inquiry inquiry, ClientMessages messages, Results results) {
        this.engine = engine;
        this.inquiry = inquiry;
        this.messages = messages;
        this.results = results;
        this.pace = new Pace(Math.max(SHORTEST_POLL_MILLIS, inquiry.options().interactiveDelayMillis()));
    }

    /**
     * Returns when the engine has let go of the statement.
     *
     * @throws StoppedException if it was stopped
     * @throws ServerErrorException if it failed
     * @throws EngineGoneException if its end is unknown
     */
    void run() throws IOException {
        describeColumns();
        open();
        try {
            sendBody();
            reply = exchange.reply(this::progress);
            answer();
            refuseWhatOnlyHttpAllows();
        } catch (ServerErrorException failure) {
            throw isStopping() && failure.error().code() == ServerError.QUERY_WAS_CANCELLED
                    ? new StoppedException()
                    : failure;
        } catch (IOException cut) {
            throw stoppedOr(exchange.gone(cut));
        } finally {
            exchange.close();
            end();
        }
    }

    /** Makes the statement end soon, unless it is one that is always completed. */
    void stop(Executor workers) {
        synchronized (this) {
            if (stopping || ended || !inquiry.statement().kind().isStoppable()) {
                return;
            }
            stopping = true;
            if (sendingData) {
                exchange.close();
                return;
            }
        }
        workers.execute(this::killUntilEnded);
    }

    private void describeColumns() throws IOException {
        if (inquiry.wantsColumns()) {
            results.outputColumns(OutputColumns.of(inquiry.body(), engine, inquiry.contextRequest()));
        }
    }

    private synchronized void open() throws EngineGoneException {
        if (stopping) {
            throw new StoppedException();
        }
        exchange = EngineExchange.open(engine.address(), inquiry.request(), pace.millis(), this::idle);
        results.timeZoneFrom(this::timeZone);
        sendingData = inquiry.takesData();
    }

    private void sendBody() throws IOException {
        try {
            writeBody();
            exchange.endBody();
        } catch (ServerErrorException | StoppedException refused) {
            abandon();
            throw refused;
        } catch (IOException cut) {
            // The engine closes early when it refuses the statement; then its answer tells why.
            if (exchange.isClosed()) {
                throw cut;
            }
        }
        synchronized (this) {
            sendingData = false;
        }
    }

    private void writeBody() throws IOException {
        RequestBody body = new RequestBody(exchange);
        if (!inquiry.tables().isEmpty()) {
            body.externalTables(inquiry.tables());
        } else if (inquiry.takesData()) {
            InputMessages pieces = new InputMessages(inquiry.inlineData(), inquiry.firstData(), messages, () -> {
                exchange.flush();
                return !exchange.isAnswered();
            });
            body.insert(
                    inquiry.head(),
                    new InputPieces(inquiry.info().getInputDataDelimiter(), pieces),
                    inquiry.options().input());
        } else {
            body.query(inquiry.info().getQueryBytes());
        }
    }

    // Data without its end never becomes the last block; the id is free again once nothing of the statement runs.
    private void abandon() throws IOException {
        exchange.close();
        engine.kill(inquiry.queryId(), inquiry.credentials());
    }

    private void answer() throws IOException {
        if (reply.isError()) {
            throw new ServerErrorException(reply.error());
        }
        Optional<String> format = reply.header("X-ClickHouse-Format");
        if (format.isPresent()) {
            results.outputFormat(format.get());
            answering = true;
            progress(reply.summary());
            Statement statement = inquiry.statement();
            new Output(reply, inquiry.totalsSplitter(format.get()), results, inquiry.options())
                    .passOn(reply, this::pollProgress);
            answering = false;
            tellEnd(finalCounters(), statement);
        } else {
            reply.text();
            advance(reply.summary());
        }
    }

    private void tellEnd(Counters counters, Statement statement) {
        advance(counters);
        if (counters.resultRows() > 0 || inquiry.answersAtOnce()) {
            results.stats(Stats.newBuilder()
                    .setRows(counters.resultRows())
                    .setAllocatedBytes(counters.resultBytes())
                    .build());
        }
    }

    // The summary stands before the body, so it is final only if the engine had finished when it began to answer.
    private Counters finalCounters() throws IOException {
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

    private void refuseWhatOnlyHttpAllows() {
        if (inquiry.lacksSession()) {
            throw new ServerErrorException(
                    ServerError.THERE_IS_NO_SESSION, "There is no session or session context has expired");
        }
        if (inquiry.lacksData()) {
            throw new ServerErrorException(ServerError.NO_DATA_TO_INSERT, "No data to insert");
        }
    }

    private void progress(Counters counters) {
        advance(counters);
        results.send();
    }

    private void advance(Counters counters) {
        deltas.advanceTo(counters).ifPresent(results::progress);
    }

    private void idle() throws IOException {
        if (answering) {
            pollProgress();
        }
    }

    // Progress headers stop where the body begins; from there on the list of processes tells it.
    private void pollProgress() throws IOException {
        if (inquiry.streamsOutput() && pace.isDue()) {
            try {
                engine.countersOfRunning(inquiry.queryId(), inquiry.credentials())
                        .ifPresent(this::progress);
            } catch (ServerErrorException notAllowed) {
                // A user who may not read the list of processes does without.
            }
        }
    }

    private String timeZone() {
        Optional<String> ofReply = reply == null ? Optional.empty() : reply.header("X-ClickHouse-Timezone");
        return ofReply.orElseGet(() -> inquiry.timeZone(engine));
    }

    // Whoever stopped it may have cut the connection just when the data was complete.
    private IOException stoppedOr(IOException failure) throws IOException {
        if (isStopping()) {
            abandon();
            throw new StoppedException();
        }
        return failure;
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    // The engine may not know the statement yet when the client gives it up.
    private void killUntilEnded() {
        try {
            while (!hasEnded(0)) {
                engine.kill(inquiry.queryId(), inquiry.credentials());
                hasEnded(KILL_RETRY_MILLIS);
            }
        } catch (IOException | ServerErrorException noEngine) {
            // Whoever reads the answer learns of it.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean hasEnded(long waitMillis) throws InterruptedException {
        if (!ended && waitMillis > 0) {
            wait(waitMillis);
        }
        return ended;
    }
}
