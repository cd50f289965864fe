package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ActiveQueriesTest {
    private static final Node NODE = new Node(1, 1, "ch1", 9100);

    private final BlockingQueue<String> killed = new LinkedBlockingQueue<>();
    private final Connections connections = new Connections(node -> new Killing());

    private final class Killing implements Transport {
        @Override
        public Result execute(Query query, ProgressListener progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean cancel(String queryId) {
            return killed.add(queryId);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static QueryId id(int statement) {
        return new QueryId(41, "fill", "s1r1", Direction.FORWARD, statement, 1);
    }

    @Test
    void what_reads_rows_is_killed_at_once_and_a_definition_may_end() throws Exception {
        ActiveQueries active = new ActiveQueries(connections, Duration.ofMinutes(1));
        active.add(id(0), NODE, "CREATE TABLE t (n UInt8) ENGINE = Memory");
        active.add(id(1), NODE, "INSERT INTO t SELECT number FROM numbers(1000000000)");
        active.killAll();
        assertThat(killed.poll(10, TimeUnit.SECONDS)).isEqualTo("amig-41-fill-s1r1-1-1");
        active.remove(id(1));
        killed.clear();
        assertThat(killed.poll(600, TimeUnit.MILLISECONDS)).isNull();
        active.remove(id(0));
    }

    @Test
    void a_definition_that_hangs_is_killed_all_the_same() throws Exception {
        ActiveQueries active = new ActiveQueries(connections, Duration.ofMillis(100));
        active.add(id(0), NODE, "EXCHANGE TABLES t AND u");
        active.killFromNowOn(queryId -> true);
        assertThat(killed.poll(60, TimeUnit.SECONDS)).isEqualTo("amig-41-fill-s1r1-0-1");
        active.remove(id(0));
    }

    @Test
    void what_comes_after_a_stop_is_killed_too() throws Exception {
        ActiveQueries active = new ActiveQueries(connections);
        active.killFromNowOn(queryId -> queryId.direction() == Direction.FORWARD);
        active.add(id(2), NODE, "SELECT sleep(3)");
        assertThat(killed.poll(10, TimeUnit.SECONDS)).isEqualTo("amig-41-fill-s1r1-2-1");
        active.remove(id(2));
    }
}
