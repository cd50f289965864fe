package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.NodeState;
import dev.amig.journal.PlannedWork;
import dev.amig.journal.PlannedWork.Texts;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a plan may change under a run, for what is hard to come by on a cluster; {@code AcceptedPlanIT} has the rest. */
class PlanDifferenceTest {
    private static final String PUT_BACK =
            "\nwhat was begun is no longer the same, so --accept-plan is not enough; put it back to go on or to roll back";
    private static final String ACCEPT = "\nput it back, or go on with the new plan: say --accept-plan";

    private final List<NodeState> states = new ArrayList<>();
    private final List<QueryId> done = new ArrayList<>();

    private static PlannedWork work(String kind, String clauses, Map<String, Texts> nodes) {
        return new PlannedWork(0, "a", kind, "m.amig:2:1", clauses, nodes);
    }

    private static PlannedWork step(String... statements) {
        return work("STEP", "{}", Map.of("s1r1", new Texts(List.of(statements), List.of("UNDO"))));
    }

    private static PlannedWork on(int nodes, String sql) {
        Map<String, Texts> each = new LinkedHashMap<>();
        for (int shard = 1; shard <= nodes; shard++) {
            each.put("s" + shard + "r1", new Texts(List.of(sql), List.of()));
        }
        return work("STEP", "{}", each);
    }

    private void begun(String node, Direction direction, NodeState.State state) {
        states.add(new NodeState(0, "a", node, direction, state, Optional.empty(), Instant.EPOCH, Optional.empty()));
    }

    private void done(int statement) {
        done.add(new QueryId(1, "a", "s1r1", Direction.FORWARD, statement, 1));
    }

    private PlanDifference difference(PlannedWork was, PlannedWork is) {
        return PlanDifference.between(List.of(was), List.of(is), states, done);
    }

    @Test
    void of_a_copy_that_was_begun_nothing_may_change() {
        String clauses = "{\n  \"kind\" : \"COPY\",\n  \"parallel\" : \"%s\"\n}";
        Map<String, Texts> nodes = Map.of("s1r1", new Texts(List.of("INSERT …"), List.of()));
        PlannedWork was = work("COPY", clauses.formatted("2"), nodes);
        PlannedWork is = work("COPY", clauses.formatted("4"), nodes);
        String where = " its clauses differ\n    was: \"parallel\" : \"2\"\n    is:  \"parallel\" : \"4\"";
        assertThat(difference(was, is).sentence()).isEqualTo("\n  m.amig:2:1 a, not begun:" + where + ACCEPT);
        begun("s1r1", Direction.FORWARD, NodeState.State.FAILED);
        assertThat(difference(was, is).sentence()).isEqualTo("\n  m.amig:2:1 a, begun on s1r1:" + where + PUT_BACK);
        assertThat(difference(was, is).isAcceptable()).isFalse();
    }

    @Test
    void the_settings_of_a_step_may_change_whatever_was_done() {
        Map<String, Texts> nodes = Map.of("s1r1", new Texts(List.of("SELECT 1"), List.of()));
        begun("s1r1", Direction.FORWARD, NodeState.State.FINISHED);
        PlanDifference difference = difference(
                work("STEP", "\"max_threads\" : \"1\"", nodes), work("STEP", "\"max_threads\" : \"2\"", nodes));
        assertThat(difference.isAcceptable()).isTrue();
        assertThat(difference.told())
                .isEqualTo("\n  m.amig:2:1 a, begun on s1r1: its clauses differ"
                        + "\n    was: \"max_threads\" : \"1\""
                        + "\n    is:  \"max_threads\" : \"2\"");
    }

    @Test
    void what_a_loop_that_was_begun_goes_through_may_not_change() {
        begun("s1r1", Direction.FORWARD, NodeState.State.FAILED);
        Map<String, Texts> nodes = Map.of("s1r1", new Texts(List.of("SELECT 1"), List.of()));
        assertThat(difference(work("STEP", "\"for_each_row\" : 1", nodes), work("STEP", "\"for_each_row\" : 2", nodes))
                        .isAcceptable())
                .isFalse();
    }

    @Test
    void a_statement_may_change_until_it_has_taken_effect() {
        begun("s1r1", Direction.FORWARD, NodeState.State.FAILED);
        assertThat(difference(step("A", "B"), step("X", "B")).isAcceptable()).isTrue();
        done(0);
        assertThat(difference(step("A", "B"), step("X", "B")).isAcceptable()).isFalse();
        assertThat(difference(step("A", "B"), step("A", "Y", "Z")).isAcceptable())
                .isTrue();
        assertThat(difference(step("A", "B"), step()).isAcceptable()).isFalse();
    }

    @Test
    void a_question_may_change_until_it_is_answered() {
        Map<String, Texts> before = Map.of("s1r1", new Texts(List.of("SELECT 1"), List.of()));
        Map<String, Texts> now = Map.of("s1r1", new Texts(List.of("SELECT 2"), List.of()));
        begun("s1r1", Direction.FORWARD, NodeState.State.FAILED);
        done(0);
        assertThat(difference(work("VERIFY", "{}", before), work("VERIFY", "{}", now))
                        .isAcceptable())
                .isTrue();
        states.clear();
        begun("s1r1", Direction.FORWARD, NodeState.State.FINISHED);
        assertThat(difference(work("VERIFY", "{}", before), work("VERIFY", "{}", now))
                        .isAcceptable())
                .isFalse();
    }

    @Test
    void nodes_may_come_and_those_on_which_it_was_begun_may_not_go() {
        begun("s2r1", Direction.FORWARD, NodeState.State.STARTED);
        assertThat(difference(on(2, "A"), on(4, "A")).sentence())
                .isEqualTo("\n  m.amig:2:1 a, begun on s2r1: is now done on s3r1, s4r1 too" + ACCEPT);
        assertThat(difference(on(4, "A"), on(2, "A")).sentence())
                .isEqualTo("\n  m.amig:2:1 a, begun on s2r1: is no longer done on s3r1, s4r1" + ACCEPT);
        assertThat(difference(on(4, "A"), on(1, "A")).sentence())
                .isEqualTo("\n  m.amig:2:1 a, begun on s2r1: is no longer done on s2r1, s3r1, s4r1" + PUT_BACK);
    }

    @Test
    void the_same_difference_on_many_nodes_is_told_once_and_long_lines_around_it() {
        String long1 = "SELECT " + "x, ".repeat(60) + "100% AS y FROM t";
        String long2 = "SELECT " + "x, ".repeat(60) + "200% AS y FROM t";
        String end = "100% AS y FROM t";
        String start = "x, ".repeat(48);
        assertThat((start + end).length()).isEqualTo(160);
        assertThat(difference(on(1000, "-- why\n" + long1), on(1000, "-- why\n" + long2))
                        .sentence())
                .isEqualTo(
                        "\n  m.amig:2:1 a, not begun: statement 1 on s1r1, s2r1, s3r1, s4r1 and 996 more differs in line 2"
                                + "\n    was: …" + start + "100% AS y FROM t"
                                + "\n    is:  …" + start + "200% AS y FROM t" + ACCEPT);
    }

    @Test
    void line_ends_of_another_system_are_seen() {
        assertThat(difference(step("SELECT 1\nFROM t"), step("SELECT 1\r\nFROM t"))
                        .told())
                .isEqualTo("\n  m.amig:2:1 a, not begun: statement 1 on s1r1 differs in line 1"
                        + "\n    was: SELECT 1\n    is:  SELECT 1␍");
    }

    @Test
    void a_statement_that_is_left_out_was_something() {
        assertThat(difference(step("A", "B"), step("A")).told())
                .isEqualTo("\n  m.amig:2:1 a, not begun: statement 2 on s1r1 differs in line 1"
                        + "\n    was: B\n    is:  (nothing)");
    }
}
