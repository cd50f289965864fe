package dev.amig.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.transport.QueryId.Direction;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueryIdTest {
    @Test
    void it_reads_as_run_action_node_statement_attempt() {
        assertThat(new QueryId(41, "swap", "s1r1", Direction.FORWARD, 0, 1)).hasToString("amig-41-swap-s1r1-0-1");
        assertThat(new QueryId(41, "swap", "s1r1", Direction.ROLLBACK, 2, 3)).hasToString("amig-41-swap-s1r1-r2-3");
    }

    @Test
    void every_text_can_be_read_back_whatever_the_actions_name() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] pieces = {"a", "Z", "_", "-", "1", "s1r1", "-s2r2-0-1", "r", "ü", "\n", " ", "'"};
        for (int i = 0; i < 20_000; i++) {
            StringBuilder action = new StringBuilder();
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                action.append(pieces[random.nextInt(pieces.length)]);
            }
            QueryId id = new QueryId(
                    random.nextInt(1_000_000),
                    action.toString(),
                    "s" + random.nextInt(2000) + "r" + random.nextInt(20),
                    Direction.values()[random.nextInt(2)],
                    random.nextInt(500),
                    1 + random.nextInt(9));
            assertThat(QueryId.parse(id.toString())).as("seed %d", seed).contains(id);
        }
    }

    @Test
    void anything_else_is_not_one() {
        assertThat(QueryId.parse("amig-lookup-3f2a")).isEmpty();
        assertThat(QueryId.parse("")).isEmpty();
        assertThat(QueryId.parse("amig-41-swap-s1r1-0")).isEmpty();
        assertThat(QueryId.parse("x-amig-41-swap-s1r1-0-1")).isEmpty();
    }
}
