package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.NameAndType;
import com.clickhouse.client.grpc.impl.Progress;
import com.clickhouse.client.grpc.impl.Result;
import com.clickhouse.client.grpc.impl.Stats;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the client gets. With streaming output a Result goes out whenever something is there to be told; without, the
 * same things pile up in the one Result at the end.
 */
final class Results {
    private final ResultStream client;
    private final boolean streaming;
    private final String queryId;
    private final OutputBudget.Share memory;
    private Result.Builder pending = Result.newBuilder();
    private Supplier<String> timeZone = () -> "";
    private boolean introduced;

    Results(ResultStream client, boolean streaming, String queryId, OutputBudget.Share memory) {
        this.client = client;
        this.streaming = streaming;
        this.queryId = queryId;
        this.memory = memory;
    }

    /** Where the time zone comes from when the first Result is sent. */
    void timeZoneFrom(Supplier<String> source) {
        timeZone = source;
    }

    void outputFormat(String format) {
        pending.setOutputFormat(format);
    }

    void outputColumns(List<NameAndType> columns) {
        pending.addAllOutputColumns(columns);
    }

    void output(ByteString bytes) {
        if (!streaming) {
            memory.take(bytes.size());
        }
        pending.setOutput(pending.getOutput().concat(bytes));
        send();
    }

    void progress(Progress delta) {
        Progress so = pending.getProgress();
        pending.setProgress(Progress.newBuilder()
                .setReadRows(so.getReadRows() + delta.getReadRows())
                .setReadBytes(so.getReadBytes() + delta.getReadBytes())
                .setTotalRowsToRead(so.getTotalRowsToRead() + delta.getTotalRowsToRead())
                .setWrittenRows(so.getWrittenRows() + delta.getWrittenRows())
                .setWrittenBytes(so.getWrittenBytes() + delta.getWrittenBytes()));
    }

    void totals(ByteString document) {
        pending.setTotals(document);
    }

    void extremes(ByteString document) {
        pending.setExtremes(document);
    }

    void stats(Stats stats) {
        pending.setStats(stats);
    }

    /** Sends what there is, if this call streams; waits while the client is slow. */
    void send() {
        if (streaming && !pending.build().equals(Result.getDefaultInstance())) {
            introduce();
            client.send(pending.build());
            pending = Result.newBuilder();
        }
    }

    void finish() {
        introduce();
        client.sendLast(pending.build());
    }

    void finishCancelled() {
        pending.setCancelled(true);
        finish();
    }

    // A failure that comes first of all came before execution: ClickHouse tells neither query id nor time zone then.
    void fail(ServerError error) {
        if (hasSomething()) {
            introduce();
        }
        client.sendLast(pending.setException(error.toProtocol()).build());
    }

    private boolean hasSomething() {
        return pending.hasProgress() || !pending.getOutput().isEmpty();
    }

    private void introduce() {
        if (!introduced) {
            introduced = true;
            pending.setQueryId(queryId).setTimeZone(timeZone.get());
        }
    }
}
