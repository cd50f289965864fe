package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.QueryInfo;
import com.google.protobuf.ByteString;
import dev.amig.embedded.grpc.Statement.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/**
 * Everything the client said that is known before the statement runs.
 *
 * @param info the first message
 * @param firstData the last message read so far: the one with the first data, or none at all
 * @param queryId the client's, or one of the endpoint's own: without it the query could not be found to be stopped
 */
record Inquiry(
        CallType type,
        QueryInfo info,
        QueryInfo firstData,
        ExternalTables tables,
        Statement statement,
        CallOptions options,
        Credentials credentials,
        Map<String, String> traceHeaders,
        String queryId) {

    static String queryId(QueryInfo info) {
        return info.getQueryId().isEmpty() ? UUID.randomUUID().toString() : info.getQueryId();
    }

    boolean streamsOutput() {
        return type.streamsOutput();
    }

    /** A plain call gets nothing before the end, so the engine may as well wait with its answer. */
    boolean answersAtOnce() {
        return type == CallType.UNARY;
    }

    EngineRequest request() {
        return requests().statement(tables, queryId, answersAtOnce(), !takesData());
    }

    EngineRequest contextRequest() {
        return requests().context(tables);
    }

    private StatementRequest requests() {
        return new StatementRequest(info, options, credentials, traceHeaders);
    }

    boolean takesData() {
        return statement.dataStart().isPresent() && tables.isEmpty();
    }

    /** Whether there is data with the tables, for which a request has no place left. */
    boolean hasDataBesideTables() {
        return statement.dataStart().isPresent()
                && !tables.isEmpty()
                && (!firstData.getInputData().isEmpty() || firstData.getNextQueryInfo());
    }

    /** The query up to its inline data. */
    String head() {
        return info.getQuery().substring(0, statement.dataStart().orElseThrow());
    }

    ByteString inlineData() {
        return ByteString.copyFromUtf8(
                info.getQuery().substring(statement.dataStart().orElseThrow()));
    }

    /** The query without the clauses of its output. */
    String body() {
        return info.getQuery().substring(0, statement.bodyEnd());
    }

    boolean wantsColumns() {
        return info.getSendOutputColumns() && statement.kind() == Kind.READ && tables.isEmpty();
    }

    TotalsSplitter totalsSplitter(String format) {
        boolean extremes = statement.extremes() || Settings.isSwitchedOn(info.getSettingsMap(), "extremes");
        return TotalsSplitter.of(format, statement.totals(), extremes);
    }

    boolean lacksSession() {
        return statement.kind() == Kind.NEEDS_SESSION && info.getSessionId().isEmpty();
    }

    boolean lacksData() {
        return statement.kind() == Kind.INSERT_DATA
                && !statement.hasInlineData(info.getQuery())
                && firstData.getInputData().isEmpty()
                && !firstData.getNextQueryInfo()
                && !Settings.isSwitchedOff(info.getSettingsMap(), "throw_if_no_data_to_insert");
    }

    /** The time zone of the query where no answer tells it yet. */
    String timeZone(EngineClient engine) {
        String ofSession = info.getSettingsMap().getOrDefault("session_timezone", "");
        if (!ofSession.isEmpty()) {
            return ofSession;
        }
        try {
            return engine.timeZone(credentials);
        } catch (IOException | ServerErrorException unknown) {
            return "";
        }
    }
}
