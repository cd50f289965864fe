package dev.amig.transport.http;

import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.amig.transport.Query;
import dev.amig.transport.RowDecoder;
import java.util.Optional;
import java.util.Set;

/** Settings of a statement as ClickHouse's HTTP interface takes them: parameters of the URL, beside parameters of its own. */
final class HttpSettings {
    /** What the interface takes for itself (HTTPHandler.cpp); over gRPC each of them is an unknown setting. */
    private static final Set<String> PARAMETERS = Set.of(
            "query",
            "database",
            "default_format",
            "user",
            "password",
            "quota_key",
            "query_id",
            "compress",
            "decompress",
            "stacktrace",
            "role",
            "buffer_size",
            "wait_end_of_query",
            "session_id",
            "session_timeout",
            "session_check",
            "close_session",
            "client_protocol_version");

    private HttpSettings() {}

    /** A name among the statement's settings that HTTP would take for something else. */
    static Optional<String> misleading(Query query) {
        return query.settings().keySet().stream()
                .filter(name -> PARAMETERS.contains(name) || name.startsWith("param_"))
                .sorted()
                .findFirst();
    }

    static QuerySettings of(Query query) {
        QuerySettings settings = new QuerySettings()
                .setQueryId(query.queryId())
                .setFormat(ClickHouseFormat.valueOf(RowDecoder.FORMAT))
                // Errors in the middle of an answer then come as errors, not as a piece of it.
                .waitEndOfQuery(true);
        RowDecoder.settings().forEach(settings::serverSetting);
        // Its threads cost a small answer a fifth of its time, and a large one waits for this side's decoder anyway.
        settings.serverSetting("output_format_parallel_formatting", "0");
        query.timeout()
                .ifPresent(timeout ->
                        settings.serverSetting("max_execution_time", String.valueOf(timeout.toMillis() / 1000.0)));
        query.settings().forEach(settings::serverSetting);
        query.database().ifPresent(settings::setDatabase);
        return settings;
    }
}
