package dev.amig.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordingTransportTest {
    private static final Node FIRST = new Node(1, 1, "a", 9100);
    private static final Node SECOND = new Node(2, 1, "b", 9100);

    private final Recording recording = new Recording();

    private Result run(Node node, String sql) throws QueryException {
        return recording.open(node).execute(Query.of(sql, "id-of-" + sql), ProgressListener.NONE);
    }

    private QueryException failure(Node node, String sql) {
        return catchThrowableOfType(QueryException.class, () -> run(node, sql));
    }

    @Test
    void statements_are_written_down_in_order_with_their_nodes() throws QueryException {
        run(FIRST, "A");
        run(SECOND, "B");
        run(FIRST, "C");
        assertThat(recording.sent()).containsExactly("s1r1: A", "s2r1: B", "s1r1: C");
        assertThat(recording.done()).isEqualTo(recording.sent());
    }

    @Test
    void a_rule_is_used_up_by_the_first_statement_that_fits() throws QueryException {
        recording.when("s1r1", "count").answers(List.of(List.of(7L)));
        assertThat(run(SECOND, "SELECT count()").rows()).isEmpty();
        assertThat(run(FIRST, "SELECT count()").rows()).containsExactly(List.of(7L));
        assertThat(run(FIRST, "SELECT count()").rows()).isEmpty();
    }

    @Test
    void a_refused_statement_was_sent_but_not_done() {
        recording.when("s1r1", "ALTER").failsWith(60, "Unknown table t");
        QueryException e = failure(FIRST, "ALTER TABLE t");
        assertThat(e.kind()).isEqualTo(Kind.SERVER);
        assertThat(e.codeName()).isEqualTo("UNKNOWN_TABLE");
        assertThat(recording.sent()).containsExactly("s1r1: ALTER TABLE t");
        assertThat(recording.done()).isEmpty();
    }

    @Test
    void a_lost_answer_hides_work_that_was_done_and_a_lost_statement_was_not_done() {
        recording.when("s1r1", "A").losesTheAnswer();
        recording.when("s1r1", "B").isLostOnTheWay();
        assertThat(failure(FIRST, "A").kind()).isEqualTo(Kind.CONNECTION_LOST);
        assertThat(failure(FIRST, "B").kind()).isEqualTo(Kind.CONNECTION_LOST);
        assertThat(recording.sent()).containsExactly("s1r1: A", "s1r1: B");
        assertThat(recording.done()).containsExactly("s1r1: A");
    }

    @Test
    void a_hanging_statement_ends_when_it_is_cancelled() throws Exception {
        recording.when("s1r1", "A").hangs();
        CompletableFuture<QueryException> running = CompletableFuture.supplyAsync(() -> failure(FIRST, "A"));
        while (recording.sent().isEmpty() || !recording.open(FIRST).cancel("id-of-A")) {
            Thread.sleep(5);
        }
        assertThat(running.get(5, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
        assertThat(recording.done()).isEmpty();
        assertThat(recording.cancelled()).endsWith("s1r1: id-of-A");
    }
}
