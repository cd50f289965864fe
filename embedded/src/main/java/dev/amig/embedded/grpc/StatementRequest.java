package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.QueryInfo;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says in HTTP what a QueryInfo says (GRPC.md, d.1). */
final class StatementRequest {
    private final QueryInfo info;
    private final CallOptions options;
    private final Map<String, String> headers;

    StatementRequest(QueryInfo info, CallOptions options, Credentials credentials, Map<String, String> traceHeaders) {
        this.info = info;
        this.options = options;
        this.headers = new HashMap<>(traceHeaders);
        this.headers.putAll(credentials.headers());
    }

    /** Everything that decides what the statement means, but neither its id nor how it answers. */
    EngineRequest context(ExternalTables tables) {
        Map<String, String> parameters =
                new LinkedHashMap<>(Settings.forHttp(info.getSettingsMap(), !tables.isEmpty()));
        // As ClickHouse does over gRPC: one piece for each block. With threads some formats begin with a piece of their
        // own, and then it is not known that the summary of a small answer is final (LiveCounters).
        parameters.putIfAbsent("output_format_parallel_formatting", "0");
        putUnlessEmpty(parameters, "database", info.getDatabase());
        putUnlessEmpty(parameters, "quota_key", info.getQuota());
        if (!info.getSessionId().isEmpty()) {
            parameters.put("session_id", info.getSessionId());
            parameters.put("session_check", info.getSessionCheck() ? "1" : "0");
            if (info.getSessionTimeout() != 0) {
                parameters.put("session_timeout", Integer.toUnsignedString(info.getSessionTimeout()));
            }
        }
        return new EngineRequest(parameters, headers);
    }

    /**
     * @param atOnce whether the engine shall answer only when it has finished, with exact counters and errors
     * @param withProgress whether it shall tell progress in headers; not while it still reads data, because an answer
     *     that begins early is a refusal then
     */
    EngineRequest statement(ExternalTables tables, String queryId, boolean atOnce, boolean withProgress) {
        EngineRequest request = context(tables)
                .with("query_id", queryId)
                .with("default_format", info.getOutputFormat().isEmpty() ? "TabSeparated" : info.getOutputFormat());
        if (withProgress) {
            request = request.with("send_progress_in_http_headers", "1")
                    .with("http_headers_progress_interval_ms", String.valueOf(options.interactiveDelayMillis()));
        }
        if (atOnce) {
            request = request.with("wait_end_of_query", "1");
        }
        if (options.withStackTrace()) {
            request = request.with("stacktrace", "1");
        }
        return withTables(request, tables);
    }

    // The query itself has to move into a parameter; ClickHouse takes 128 KiB there.
    private EngineRequest withTables(EngineRequest request, ExternalTables tables) {
        if (tables.isEmpty()) {
            return request;
        }
        EngineRequest extended = request.with("query", info.getQuery())
                .withHeader("Content-Type", "multipart/form-data; boundary=" + tables.boundary());
        for (ExternalTables.Table table : tables.all()) {
            extended = extended.with(table.name() + "_structure", table.structure())
                    .with(table.name() + "_format", table.format());
        }
        return extended;
    }

    private static void putUnlessEmpty(Map<String, String> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
    }
}
