package dev.amig.transport.http;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressTeller;
import dev.amig.transport.StringLiteral;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Progress over HTTP: asks the server's process list for the query, twice a second and more, with queries of its own. */
final class ProcessPoller {
    private static final Duration INTERVAL = Duration.ofMillis(350);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Client client;
    private final String sql;
    private final ProgressTeller progress;
    private final Thread thread;
    private volatile boolean stopped;

    private ProcessPoller(Client client, String queryId, ProgressTeller progress) {
        this.client = client;
        this.sql =
                "SELECT read_rows, read_bytes, total_rows_approx, written_rows, written_bytes FROM system.processes WHERE query_id = "
                        + StringLiteral.of(queryId);
        this.progress = progress;
        this.thread = new Thread(this::poll, "amig-http-progress");
        thread.setDaemon(true);
    }

    /** Nothing is asked where nobody listens. */
    static ProcessPoller start(Client client, String queryId, ProgressTeller progress) {
        ProcessPoller poller = new ProcessPoller(client, queryId, progress);
        if (progress.isHeard()) {
            poller.thread.start();
        }
        return poller;
    }

    private void poll() {
        while (!stopped) {
            try {
                Thread.sleep(INTERVAL.toMillis());
                if (!stopped) {
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
        CompletableFuture<QueryResponse> answer = client.query(sql, settings);
        try (QueryResponse response = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            String row = new String(response.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!row.isEmpty()) {
                tell(row.split("\t"));
            }
        } finally {
            client.cancelTransportRequest(settings.getQueryId());
        }
    }

    private synchronized void tell(String[] values) {
        if (!stopped) {
            progress.tell(new Counters(
                    Long.parseLong(values[0]),
                    Long.parseLong(values[1]),
                    Long.parseLong(values[2]),
                    Long.parseLong(values[3]),
                    Long.parseLong(values[4])));
        }
    }

    /** Nothing is told from here on. */
    synchronized void stop() {
        stopped = true;
        thread.interrupt();
    }
}
