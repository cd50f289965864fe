package dev.amig.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.journal.Journal;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node lists of statements that are not this run's: each a query id, a journal's id, and whether no setting is listed. */
class UnderWayTest {
    private static final Node NODE = new Node(1, 1, "a", 9100);
    private static final Journal JOURNAL = (Journal) Proxy.newProxyInstance(
            Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> "ours");

    private static final List<Object> NAMELESS = List.of("amig-7-make-s1r1-0-1", "", 1L);
    private static final List<Object> NEXT_NAMELESS = List.of("amig-8-make-s1r1-0-1", "", 1L);
    private static final List<Object> FOREIGN = List.of("amig-9-make-s1r1-0-1", "theirs", 0L);

    /** Answers one look after the other, and the last one for ever. */
    private static final class Looks implements Transport {
        private final Deque<List<List<Object>>> answers;
        private int taken;

        Looks(List<List<List<Object>>> answers) {
            this.answers = new ArrayDeque<>(answers);
        }

        @Override
        public Result execute(Query query, ProgressListener progress) {
            taken++;
            List<List<Object>> rows = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
            return new Result(List.of(), rows, false, Counters.ZERO, Duration.ZERO);
        }

        @Override
        public boolean cancel(String queryId) {
            return false;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static String complaint(Looks looks) throws InterruptedException {
        Asking asking = new Asking(node -> looks, 1, Map.of());
        return new UnderWay(null, JOURNAL, asking).strangers(List.of(NODE)).orElse("none");
    }

    private static String alreadyRuns(String queryId) {
        return "amig already runs there: query " + queryId
                + " on s1r1 (a:9100), of a runner with another journal or left by one that ended; wait for its end, or stop it there: KILL QUERY WHERE query_id = '"
                + queryId + "'";
    }

    @Test
    void a_query_that_ends_is_listed_without_its_settings_for_a_moment_and_is_looked_at_again() throws Exception {
        Looks looks = new Looks(List.of(List.of(NAMELESS), List.of(NAMELESS, NEXT_NAMELESS), List.of(NEXT_NAMELESS)));
        assertThat(complaint(looks)).isEqualTo("none");
        assertThat(looks.taken).isEqualTo(3);
    }

    @Test
    void a_query_that_stays_and_does_not_tell_whose_it_is_is_a_strangers() throws Exception {
        assertThat(complaint(new Looks(List.of(List.of(NAMELESS))))).isEqualTo(alreadyRuns("amig-7-make-s1r1-0-1"));
    }

    @Test
    void a_query_of_another_journal_is_told_at_once() throws Exception {
        Looks looks = new Looks(List.of(List.of(NAMELESS, FOREIGN)));
        assertThat(complaint(looks)).isEqualTo(alreadyRuns("amig-9-make-s1r1-0-1"));
        assertThat(looks.taken).isEqualTo(1);
    }
}
