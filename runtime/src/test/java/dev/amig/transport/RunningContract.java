package dev.amig.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.transport.QueryException.Kind;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is heard of a statement while it runs, and how it is stopped. */
abstract class RunningContract extends RowsContract {
    @Test
    void an_insert_select_tells_how_many_rows_it_wrote() throws QueryException {
        run("CREATE TABLE w (n UInt64) ENGINE = MergeTree ORDER BY n");
        Result inserted = run("INSERT INTO w SELECT number FROM numbers(100000)");
        assertThat(inserted.counters().writtenRows()).isEqualTo(100_000);
        assertThat(inserted.counters().readRows()).isEqualTo(100_000);
        assertThat(run("SELECT count(), sum(n) FROM w").rows())
                .containsExactly(List.of(new BigInteger("100000"), new BigInteger("4999950000")));
    }

    @Test
    void an_insert_select_of_seconds_tells_what_it_has_written() throws QueryException {
        run("CREATE TABLE slow (n UInt64) ENGINE = MergeTree ORDER BY n");
        List<Long> written = new CopyOnWriteArrayList<>();
        String sql = "INSERT INTO slow SELECT number FROM numbers(20) WHERE sleepEachRow(0.1) = 0"
                + " SETTINGS max_block_size = 1, min_insert_block_size_rows = 1, max_threads = 1";
        Result result = transport.execute(Query.of(sql, id()), counters -> written.add(counters.writtenRows()));
        assertThat(result.counters().writtenRows()).isEqualTo(20);
        assertThat(written).isSorted().endsWith(20L).anyMatch(rows -> rows > 0 && rows < 20);
    }

    @Test
    void a_listener_that_throws_does_no_harm() throws QueryException {
        Result result = transport.execute(Query.of(sleeping(1), id()), counters -> {
            throw new IllegalStateException("a bug of somebody else");
        });
        assertThat(result.rows()).containsExactly(List.of(BigInteger.ZERO));
    }

    @Test
    void the_same_query_id_twice_at_once_is_refused() throws Exception {
        String queryId = id();
        CompletableFuture<Result> first = CompletableFuture.supplyAsync(() -> {
            try {
                return transport.execute(Query.of(sleeping(2), queryId), ProgressListener.NONE);
            } catch (QueryException e) {
                throw new IllegalStateException(e);
            }
        });
        awaitRunning(queryId);
        assertThat(failure(transport, Query.of("SELECT 1", queryId)).code()).isEqualTo(216);
        first.get();
    }

    @Test
    void a_query_of_seconds_tells_its_progress_at_least_twice_a_second() throws QueryException {
        List<Counters> told = new CopyOnWriteArrayList<>();
        List<Long> times = new CopyOnWriteArrayList<>();
        long started = System.nanoTime();
        transport.execute(Query.of(sleeping(3), id()), counters -> {
            told.add(counters);
            times.add(System.nanoTime());
        });
        long previous = started;
        for (long time : times) {
            assertThat(Duration.ofNanos(time - previous)).isLessThan(Duration.ofMillis(900));
            previous = time;
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(6);
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).readRows())
                    .isGreaterThanOrEqualTo(told.get(i - 1).readRows());
        }
        assertThat(told.get(told.size() - 1).readRows()).isEqualTo(30);
    }

    @Test
    void a_cancelled_query_is_gone_when_cancel_returns() throws Exception {
        String queryId = id();
        CompletableFuture<QueryException> running =
                CompletableFuture.supplyAsync(() -> failure(transport, Query.of(sleeping(60), queryId)));
        awaitRunning(queryId);
        assertThat(transport.cancel(queryId)).isTrue();
        assertThat(isRunning(queryId)).isFalse();
        QueryException e = running.get(5, TimeUnit.SECONDS);
        assertThat(e.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(e).hasMessage("the query was killed on the server");
        assertThat(transport.cancel(queryId)).isFalse();
    }

    @Test
    void after_a_time_out_the_query_no_longer_runs() throws Exception {
        String queryId = id();
        // Told not to stop by itself, as statements exist that do not look at the clock.
        Query query = Query.of(sleeping(60) + ", timeout_before_checking_execution_speed = 0", queryId)
                .withTimeout(Duration.ofSeconds(1))
                .withSettings(Map.of("max_execution_time", "0"));
        QueryException e = failure(transport, query);
        assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(e).hasMessage("no answer within 1.0 s");
        assertThat(isRunning(queryId)).isFalse();
    }

    @Test
    void the_servers_own_limit_of_time_is_its_error() {
        QueryException e = failure(transport, Query.of(sleeping(60), id()).withTimeout(Duration.ofSeconds(1)));
        assertThat(e.kind()).isEqualTo(Kind.SERVER);
        assertThat(e.codeName()).isEqualTo("TIMEOUT_EXCEEDED");
    }

    @Test
    void waiting_can_be_interrupted_and_the_outcome_is_not_known_then() throws Exception {
        String queryId = id();
        CompletableFuture<QueryException> running = new CompletableFuture<>();
        Thread thread = new Thread(() -> running.complete(failure(transport, Query.of(sleeping(30), queryId))));
        thread.start();
        awaitRunning(queryId);
        thread.interrupt();
        QueryException e = running.get(5, TimeUnit.SECONDS);
        assertThat(e).hasMessage("waiting for the answer was interrupted");
        assertThat(e.kind()).isEqualTo(Kind.CONNECTION_LOST);
        transport.cancel(queryId);
    }

    @Test
    void fifty_threads_share_one_transport() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int number = i;
                calls.add(() ->
                        run("SELECT toInt32(" + number + ")").rows().get(0).get(0));
            }
            List<Object> numbers = new ArrayList<>();
            for (Future<Object> call : pool.invokeAll(calls)) {
                numbers.add(call.get());
            }
            for (int i = 0; i < 200; i++) {
                assertThat(numbers.get(i)).isEqualTo((long) i);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
