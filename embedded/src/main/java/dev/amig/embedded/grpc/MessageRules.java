package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.QueryInfo;

/** What a message may say at its place in the stream; anything else is error 559. */
final class MessageRules {
    private MessageRules() {}

    static void checkFirst(QueryInfo message, boolean inputStreaming) {
        if (message.getCancel()) {
            throw invalid("Initial query info cannot set the 'cancel' field");
        }
        if (message.getNextQueryInfo() && !inputStreaming) {
            throw invalid("next_query_info is allowed to be set only for streaming input");
        }
    }

    /** A later message, before any data: external tables may still come. */
    static void checkBeforeData(QueryInfo message) {
        if (!isContinuation(message.toBuilder().clearExternalTables().build())) {
            throw invalid("Extra query infos can be used only to add more data to input or more external tables. "
                    + "Only the following fields can be set: "
                    + "input_data, external_tables, next_query_info, cancel");
        }
    }

    /** A later message, after data has begun. */
    static void checkAfterData(QueryInfo message) {
        if (!isContinuation(message)) {
            throw invalid("Extra query infos can be used only to add more input data. "
                    + "Only the following fields can be set: input_data, next_query_info, cancel");
        }
    }

    private static boolean isContinuation(QueryInfo message) {
        QueryInfo allowed = QueryInfo.newBuilder()
                .setInputData(message.getInputData())
                .setNextQueryInfo(message.getNextQueryInfo())
                .setCancel(message.getCancel())
                .build();
        return message.equals(allowed);
    }

    private static ServerErrorException invalid(String message) {
        return new ServerErrorException(ServerError.INVALID_GRPC_QUERY_INFO, message);
    }
}
