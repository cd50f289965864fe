package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.run.RunResult.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run is gone on with, and its file is not what it was when it began: where it differs, and what {@code --accept-plan} does. */
@Timeout(120)
class AcceptedPlanIT extends TwoShards {
    private static final String ME = System.getProperty("user.name");

    /** Pauses before the last statement of {@code fill}, and does nothing of {@code more}. */
    private static final String PAUSING = """
            STEP make ON EACH SHARD { CREATE TABLE $T (n UInt8) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS $T SYNC };
            STEP fill ON SHARD 1 ON ERROR PAUSE { INSERT INTO $T VALUES (1); INSERT INTO $T SELECT throwIf(1) } ROLLBACK { TRUNCATE TABLE IF EXISTS $T };
            STEP more ON EACH SHARD { INSERT INTO $T VALUES (3) } ROLLBACK { TRUNCATE TABLE IF EXISTS $T };
            """;

    private static final String ACCEPT = "\nput it back, or go on with the new plan: say --accept-plan";

    private static ValidMigration file(String name, String text) {
        return Bench.migration(name, text.replace("$T", name));
    }

    /** @return the run that the migration was paused in */
    private static Run paused(String name, String text) throws InterruptedException {
        Run run = bench.run(file(name, text)).run().orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
        return run;
    }

    private static RunResult goOn(ValidMigration changed) throws InterruptedException {
        return bench.run(changed, Bench.options(question -> false));
    }

    private static RunResult goOnAccepting(ValidMigration changed) throws InterruptedException {
        return bench.run(changed, Bench.options(question -> false).acceptingPlan(true));
    }

    private static String rows(String node, String table) throws Exception {
        return bench.rows(node, "SELECT n FROM " + table + " ORDER BY n").toString();
    }

    private static String differs(Run run, String status, String where) {
        return "run %d of %s is %s, and the plan differs from the one it began with:%s"
                .formatted(run.id(), run.migration(), status, where);
    }

    private static void assertRefusedAlsoWhenAccepted(ValidMigration changed, String sentence) throws Exception {
        for (RunResult result : List.of(goOn(changed), goOnAccepting(changed))) {
            assertThat(result.sentence()).isEqualTo(sentence);
            assertThat(result.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
            assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
        }
    }

    @Test
    void what_was_not_done_yet_may_be_another_one_when_somebody_accepts_it() throws Exception {
        Run run = paused("corrected", PAUSING);
        ValidMigration changed = file(
                "corrected",
                "-- What divides by nothing is left out.\n"
                        + PAUSING.replace("throwIf(1)", "2").replace("(3)", "(4)"));
        String where = """

                  corrected.amig:4:1 fill, begun on s1r1: statement 2 on s1r1 differs in line 1
                    was: INSERT INTO corrected SELECT throwIf(1)
                    is:  INSERT INTO corrected SELECT 2
                  corrected.amig:5:1 more, not begun: statement 1 on s1r1, s2r1 differs in line 1
                    was: INSERT INTO corrected VALUES (3)
                    is:  INSERT INTO corrected VALUES (4)
                """.stripTrailing();

        RunResult refused = goOn(changed);
        assertThat(refused.sentence()).isEqualTo(differs(run, "Paused", where + ACCEPT));
        assertThat(refused.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        assertThat(rows("s1r1", "corrected")).isEqualTo("[[1]]");

        assertThat(goOnAccepting(changed).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(bench.told).contains(ME + " accepted a plan that differs:" + where);
        assertThat(rows("s1r1", "corrected")).isEqualTo("[[1], [2], [4]]");
        assertThat(rows("s2r1", "corrected")).isEqualTo("[[4]]");
    }

    @Test
    void what_was_done_stays_what_it_was_whoever_accepts_another_plan() throws Exception {
        Run run = paused("done", PAUSING);
        assertRefusedAlsoWhenAccepted(
                file("done", PAUSING.replace("UInt8) ENGINE = MergeTree", "UInt16) ENGINE = MergeTree")),
                differs(run, "Paused", """

                          done.amig:2:1 make, begun on s1r1, s2r1: statement 1 on s1r1, s2r1 differs in line 1
                            was: CREATE TABLE done (n UInt8) ENGINE = MergeTree ORDER BY n
                            is:  CREATE TABLE done (n UInt16) ENGINE = MergeTree ORDER BY n
                        what was begun is no longer the same, so --accept-plan is not enough; put it back to go on or to roll back"""));
        assertRefusedAlsoWhenAccepted(
                file("done", PAUSING.replace("VALUES (1)", "VALUES (7)")), differs(run, "Paused", """

                          done.amig:3:1 fill, begun on s1r1: statement 1 on s1r1 differs in line 1
                            was: INSERT INTO done VALUES (1)
                            is:  INSERT INTO done VALUES (7)
                        what was begun is no longer the same, so --accept-plan is not enough; put it back to go on or to roll back"""));
        assertRefusedAlsoWhenAccepted(
                file("done", "STEP first ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };\n" + PAUSING),
                differs(run, "Paused", """

                          done.amig:2:1 first, begun on s1r1, s2r1: was STEP make (done.amig:2:1)
                          done.amig:3:1 make, begun on s1r1: was STEP fill (done.amig:3:1)
                          done.amig:4:1 fill, not begun: was STEP more (done.amig:4:1)
                          done.amig:5:1 more, not begun: is new
                        what was begun is no longer the same, so --accept-plan is not enough; put it back to go on or to roll back"""));
        assertThat(rows("s1r1", "done")).isEqualTo("[[1]]");
        assertThat(bench.rollBack(file("done", PAUSING)).ending()).isEqualTo(Ending.ROLLED_BACK);
    }

    @Test
    void an_action_that_was_begun_cannot_be_left_out_and_others_may_come_behind_the_last() throws Exception {
        Run run = paused("longer", PAUSING);
        String make = PAUSING.lines().findFirst().orElseThrow() + "\n";
        assertRefusedAlsoWhenAccepted(file("longer", make), differs(run, "Paused", """

                          longer.amig:3:1 fill, begun on s1r1: is no longer there
                          longer.amig:4:1 more, not begun: is no longer there
                        what was begun is no longer the same, so --accept-plan is not enough; put it back to go on or to roll back"""));

        ValidMigration longer = file(
                "longer",
                PAUSING.replace("throwIf(1)", "2")
                        + "STEP last ON SHARD 2 { INSERT INTO $T VALUES (9) } ROLLBACK { TRUNCATE TABLE IF EXISTS $T };\n");
        assertThat(goOn(longer).sentence()).endsWith("""

                  longer.amig:5:1 last, not begun: is new
                put it back, or go on with the new plan: say --accept-plan""");
        assertThat(goOnAccepting(longer).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(rows("s2r1", "longer")).isEqualTo("[[3], [9]]");
    }

    @Test
    void a_rollback_that_fails_may_be_corrected() throws Exception {
        String wrong = """
                STEP make ON SHARD 1 { CREATE TABLE $T (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS $T SYNC };
                STEP fill ON SHARD 1 { INSERT INTO $T VALUES (1); SELECT throwIf(1) } ROLLBACK { TRUNCATE TABLE $T; DROP TABLE no_such_table };
                """;
        Run run = bench.run(file("backwards", wrong)).run().orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.ROLLBACK_FAILED);
        ValidMigration corrected = file("backwards", wrong.replace("no_such_table", "IF EXISTS no_such_table"));
        String where = """

                  backwards.amig:3:1 fill, begun on s1r1: rollback statement 2 on s1r1 differs in line 1
                    was: DROP TABLE no_such_table
                    is:  DROP TABLE IF EXISTS no_such_table
                """.stripTrailing();

        RunResult refused = bench.rollBack(corrected);
        assertThat(refused.ending()).isEqualTo(Ending.REFUSED);
        assertThat(refused.sentence()).isEqualTo(differs(run, "Rollback failed", where + ACCEPT));

        RunResult accepted =
                bench.rollBack(corrected, Bench.options(question -> false).acceptingPlan(true));
        assertThat(accepted.ending()).as(accepted.sentence()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(bench.told).contains(ME + " accepted a plan that differs:" + where);
        assertThat(bench.ask("s1r1", "SELECT count() FROM system.tables WHERE name = 'backwards'"))
                .hasToString("0");
    }

    @Test
    void a_comment_changes_no_action_and_is_told_all_the_same() throws Exception {
        Run run = paused("commented", PAUSING);
        ValidMigration commented = file("commented", "-- Why: see the review.\n" + PAUSING);
        assertThat(goOn(commented).sentence())
                .isEqualTo(differs(
                        run,
                        "Paused",
                        " no action is another one; what has changed stands elsewhere in the file, or in a comment or a template"
                                + ACCEPT));
        RunResult failed = goOnAccepting(commented);
        assertThat(failed.sentence()).startsWith("commented is paused: fill: ");
        assertThat(goOn(commented).sentence()).startsWith("commented is paused: fill: ");
    }

    @Test
    void a_run_whose_plan_was_not_kept_goes_on_with_the_old_one_only() throws Exception {
        Run run = paused("unknown", PAUSING);
        bench.postgres("DELETE FROM amig.planned_action WHERE run = " + run.id());
        assertRefusedAlsoWhenAccepted(
                file("unknown", PAUSING.replace("throwIf(1)", "2")),
                differs(
                        run,
                        "Paused",
                        " the file, a template, a parameter or the cluster has changed, and an earlier version of amig, which kept no plans, began the run"
                                + "\nput it back to go on or to roll back"));
        assertThat(bench.rollBack(file("unknown", PAUSING)).ending()).isEqualTo(Ending.ROLLED_BACK);
    }
}
