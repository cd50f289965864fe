package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.Exception;

/**
 * A failure as ClickHouse's protocol carries it: in the last Result, while the call itself ends well.
 *
 * @param code as in system.errors
 * @param displayText with {@code DB::Exception: } in front, without code, name of the error and version
 * @param stackTrace of the server; empty if it was not asked for
 */
record ServerError(int code, String displayText, String stackTrace) {
    static final int BAD_ARGUMENTS = 36;
    static final int NOT_IMPLEMENTED = 48;
    static final int NO_DATA_TO_INSERT = 108;
    static final int THERE_IS_NO_SESSION = 113;
    static final int UNKNOWN_SETTING = 115;
    static final int NETWORK_ERROR = 210;
    static final int CANNOT_DECOMPRESS = 354;
    static final int QUERY_WAS_CANCELLED = 394;
    static final int AUTHENTICATION_FAILED = 516;
    static final int INVALID_GRPC_QUERY_INFO = 559;

    static ServerError of(int code, String message) {
        return new ServerError(code, "DB::Exception: " + message, "");
    }

    Exception toProtocol() {
        return Exception.newBuilder()
                .setCode(code)
                .setName("DB::Exception")
                .setDisplayText(displayText)
                .setStackTrace(stackTrace)
                .build();
    }
}
