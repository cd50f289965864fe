package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.Progress;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Rows and bytes since a query began; the engine counts them from its start on, the protocol tells their growth. */
record Counters(
        long readRows,
        long readBytes,
        long totalRowsToRead,
        long writtenRows,
        long writtenBytes,
        long resultRows,
        long resultBytes) {
    static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, 0);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the value of a header X-ClickHouse-Progress or X-ClickHouse-Summary; zero fields may be missing. */
    static Counters ofHeader(String json) {
        try {
            JsonNode fields = JSON.readTree(json);
            return new Counters(
                    fields.path("read_rows").asLong(),
                    fields.path("read_bytes").asLong(),
                    fields.path("total_rows_to_read").asLong(),
                    fields.path("written_rows").asLong(),
                    fields.path("written_bytes").asLong(),
                    fields.path("result_rows").asLong(),
                    fields.path("result_bytes").asLong());
        } catch (JsonProcessingException unreadable) {
            return NONE;
        }
    }

    /** Whether everything that was announced has been read. */
    boolean isComplete() {
        return readRows >= totalRowsToRead;
    }

    /** Never smaller than either: two sources of the same counters may be read out of order. */
    Counters max(Counters other) {
        return new Counters(
                Math.max(readRows, other.readRows),
                Math.max(readBytes, other.readBytes),
                Math.max(totalRowsToRead, other.totalRowsToRead),
                Math.max(writtenRows, other.writtenRows),
                Math.max(writtenBytes, other.writtenBytes),
                Math.max(resultRows, other.resultRows),
                Math.max(resultBytes, other.resultBytes));
    }

    /** What the protocol calls progress: the growth since {@code before}, which must not be larger anywhere. */
    Progress since(Counters before) {
        return Progress.newBuilder()
                .setReadRows(readRows - before.readRows)
                .setReadBytes(readBytes - before.readBytes)
                .setTotalRowsToRead(totalRowsToRead - before.totalRowsToRead)
                .setWrittenRows(writtenRows - before.writtenRows)
                .setWrittenBytes(writtenBytes - before.writtenBytes)
                .build();
    }
}
