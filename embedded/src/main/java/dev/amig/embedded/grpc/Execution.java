package dev.amig.embedded.grpc;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One statement at the engine: sends it with its data, tells its progress, passes its output on, and can be stopped. */
final class Execution {
    private static final int KILL_RETRY_MILLIS = 20;

    private final EngineClient engine;
    private final Inquiry inquiry;
    private final ClientMessages messages;
    private final Results results;
    private final LiveCounters counters;

    private EngineExchange exchange;
    private EngineReply reply;
    private boolean sendingData;
    private boolean answeredEarly;
    private boolean answering;
    private boolean stopping;
    private boolean ended;

    Execution(EngineClient engine, Inquiry inquiry, ClientMessages messages, Results results) {
        this.engine = engine;
        this.inquiry = inquiry;
        this.messages = messages;
        this.results = results;
        this.counters = new LiveCounters(engine, inquiry, results);
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
            reply = exchange.reply(counters::tell);
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
        if (inquiry.hasDataBesideTables()) {
            throw new ServerErrorException(
                    ServerError.NOT_IMPLEMENTED,
                    "The embedded node takes no data of an INSERT together with external tables");
        }
        exchange = EngineExchange.open(engine.address(), inquiry.request(), counters.pollMillis(), this::idle);
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
            // The engine answers or even closes early when it refuses the statement; then its answer tells why.
            if (exchange.isClosed()) {
                throw cut;
            }
            answeredEarly = true;
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
            InputMessages pieces = new InputMessages(inquiry.inlineData(), inquiry.firstData(), messages, this::flush);
            body.insert(
                    inquiry.head(),
                    new InputPieces(inquiry.info().getInputDataDelimiter(), pieces),
                    inquiry.options().input());
        } else {
            body.query(inquiry.info().getQueryBytes());
        }
    }

    private void flush() throws IOException {
        exchange.flush();
        if (exchange.isAnswered()) {
            throw new EarlyAnswerException();
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
        if (answeredEarly) {
            throw new EarlyAnswerException();
        }
        Optional<String> format = reply.header("X-ClickHouse-Format");
        if (format.isPresent()) {
            results.outputFormat(format.get());
            answering = true;
            counters.add(reply.summary());
            new Output(reply, inquiry.totalsSplitter(format.get()), results, inquiry.options())
                    .passOn(reply, counters::poll);
            answering = false;
        } else {
            reply.text();
        }
        counters.end(reply, format.isPresent());
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

    private void idle() throws IOException {
        if (answering) {
            counters.poll();
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
