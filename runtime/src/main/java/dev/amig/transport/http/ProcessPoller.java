package dev.amig.transport.http;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Progress over HTTP: asks the server's process list for the query, twice a second and more, with queries of its own. */
final class ProcessPoller implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(350);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Client client;
    private final String sql;
    private final ProgressListener progress;
    private final Thread thread;
    private volatile boolean closed;
    private Counters last = Counters.ZERO;

    ProcessPoller(Client client, String queryId, ProgressListener progress) {
        this.client = client;
        this.sql =
                "SELECT read_rows, read_bytes, total_rows_approx, written_rows, written_bytes FROM system.processes WHERE query_id = '"
                        + queryId.replace("\\", "\\\\").replace("'", "\\'") + "'";
        this.progress = progress;
        this.thread = new Thread(this::poll, "amig-http-progress");
        thread.setDaemon(true);
    }

    /** Nothing is asked where nobody listens. */
    ProcessPoller start() {
        if (progress != ProgressListener.NONE) {
            thread.start();
        }
        return this;
    }

    private void poll() {
        while (!closed) {
            try {
                Thread.sleep(INTERVAL.toMillis());
                if (!closed) {
                    ask();
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                // Progress is a courtesy: a poll that fails says nothing of the query, and the next one comes soon.
                continue;
            }
        }
    }

    @SuppressWarnings("try") // the response's close() says that it may be interrupted
    private void ask() throws Exception {
        QuerySettings settings = new QuerySettings()
                .setQueryId("amig-progress-" + UUID.randomUUID())
                .setFormat(ClickHouseFormat.TSV);
        settings.serverSetting("log_queries", "0");
        try (QueryResponse response = client.query(sql, settings).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            String row = new String(response.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!row.isEmpty()) {
                tell(row.split("\t"));
            }
        }
    }

    private synchronized void tell(String[] values) {
        if (!closed) {
            Counters now = new Counters(
                    Math.max(last.readRows(), Long.parseLong(values[0])),
                    Math.max(last.readBytes(), Long.parseLong(values[1])),
                    Math.max(last.totalRows(), Long.parseLong(values[2])),
                    Math.max(last.writtenRows(), Long.parseLong(values[3])),
                    Math.max(last.writtenBytes(), Long.parseLong(values[4])));
            last = now;
            progress.progress(now);
        }
    }

    /** The last numbers told; nothing more is told afterwards. */
    synchronized Counters last() {
        return last;
    }

    @Override
    public synchronized void close() {
        closed = true;
        thread.interrupt();
    }
}
