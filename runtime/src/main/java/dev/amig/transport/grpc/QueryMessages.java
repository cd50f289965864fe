package dev.amig.transport.grpc;

import com.clickhouse.client.grpc.impl.QueryInfo;
import dev.amig.transport.Query;
import dev.amig.transport.RowDecoder;
import dev.amig.transport.TransportOptions;

/** Statements as messages of the protocol. */
final class QueryMessages {
    /** Twice as often as the contract asks for. In microseconds; below 1,000 the server would spin. */
    private static final String INTERACTIVE_DELAY = "250000";

    private final TransportOptions options;

    QueryMessages(TransportOptions options) {
        this.options = options;
    }

    QueryInfo of(Query query) {
        QueryInfo.Builder info = QueryInfo.newBuilder()
                .setQuery(query.sql())
                .setQueryId(query.queryId())
                .setOutputFormat(RowDecoder.FORMAT)
                .setUserName(options.user())
                .setPassword(options.password().reveal())
                .putSettings("interactive_delay", INTERACTIVE_DELAY)
                .putAllSettings(RowDecoder.settings());
        query.timeout()
                .ifPresent(
                        timeout -> info.putSettings("max_execution_time", String.valueOf(timeout.toMillis() / 1000.0)));
        query.database().ifPresent(info::setDatabase);
        return info.putAllSettings(query.settings()).build();
    }
}
