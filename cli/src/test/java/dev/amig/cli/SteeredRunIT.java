package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code amig run} in a process of its own, and people in another terminal. */
class SteeredRunIT {
    private static final String SLOW = """
            MIGRATION slow;
            STEP make ON EACH SHARD { CREATE TABLE slow_t (n UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS slow_t SYNC };
            STEP fill ON EACH SHARD { INSERT INTO slow_t SELECT sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1 } ROLLBACK { TRUNCATE TABLE IF EXISTS slow_t };
            """;

    private static final String ASKING = """
            MIGRATION asking;
            CONFIRM 'Really?';
            STEP one ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };
            """;

    /** 60 chunks of a second on each shard: four at a time leave a person 15 s to say something else. */
    private static final String COPYING = """
            MIGRATION copying;
            STEP make ON EACH SHARD {
              CREATE TABLE copy_a (n UInt64) ENGINE = MergeTree PARTITION BY intDiv(n, 10) ORDER BY n;
              CREATE TABLE copy_b (n UInt64, s UInt8) ENGINE = MergeTree PARTITION BY intDiv(n, 10) ORDER BY n;
              INSERT INTO copy_a SELECT number FROM numbers(600)
            } ROLLBACK { DROP TABLE IF EXISTS copy_a SYNC; DROP TABLE IF EXISTS copy_b SYNC };
            COPY history FROM copy_a TO copy_b ON EACH SHARD COLUMNS (n, sleepEachRow(0.1) AS s) CHUNK BY PARTITION PARALLEL 1
            ROLLBACK { TRUNCATE TABLE IF EXISTS copy_b };
            """;

    private static final String ME = System.getProperty("user.name");

    @TempDir
    private Path folder;

    private final AmigProcesses processes = new AmigProcesses();

    @AfterEach
    void awaitTheEnd() throws Exception {
        processes.end();
        KeptJournals.awaitEnd(folder);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".amig"), text).toString();
    }

    private String data() {
        return folder.resolve("kept").toString();
    }

    private Path out() {
        return folder.resolve("out.txt");
    }

    private Process run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("run", "--embedded", "--data", data()));
        all.addAll(List.of(arguments));
        return processes.start(out(), all.toArray(String[]::new));
    }

    private void awaitOutput(Process process, String text) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.readString(out()).contains(text)) {
            assertThat(process.isAlive() && System.nanoTime() < until)
                    .as("waiting for '%s', got:%n%s", text, Files.readString(out()))
                    .isTrue();
            Thread.sleep(50);
        }
    }

    private Call amig(String command, String migration, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--embedded", "--data", data(), migration));
        arguments.addAll(List.of(more));
        return Call.amig(arguments.toArray(String[]::new));
    }

    @Test
    void another_process_stops_a_run_and_a_second_time_is_told_that_nothing_runs() throws Exception {
        String slow = file("slow", SLOW);
        Process run = run(slow);
        awaitOutput(run, "fill started on 2 nodes");
        Thread.sleep(500);

        Call stop = amig("stop", slow, "--because", "it is late");

        String why = "stopped by " + ME + " (it is late)";
        assertThat(stop.err())
                .contains("  Stopping: " + why + "\n")
                .contains("  " + why + ": nothing new starts, what runs is killed, then what was done stays\n");
        assertThat(stop.out())
                .endsWith("run 1: slow is Paused: stopped: " + why + "; nothing was rolled back: as asked\n");
        assertThat(stop.exitCode()).isZero();
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(3);
        assertThat(Files.readString(out()))
                .endsWith("run 1: slow is paused: stopped: " + why + "; nothing was rolled back: as asked\n");

        Call again = amig("stop", slow);
        assertThat(again.out())
                .endsWith(
                        "run 1: run 1 of slow is Paused, so nothing of it runs; 'amig rollback' undoes it, 'amig resume' goes on with it\n");
        assertThat(again.exitCode()).isEqualTo(2);
    }

    @Test
    void what_a_killed_process_has_left_is_stopped_by_whoever_asks() throws Exception {
        String slow = file("slow", SLOW);
        Process run = run(slow);
        awaitOutput(run, "fill started on 2 nodes");
        Thread.sleep(500);
        run.destroyForcibly().waitFor();

        Call stop = amig("stop", slow);

        assertThat(stop.out())
                .contains("run 1: slow is paused: stopped: stopped by " + ME + "; nothing was rolled back: ")
                .contains("nobody knows how amig-1-fill-s1r1-0-1 ended")
                .contains("nobody knows how amig-1-fill-s2r1-0-1 ended");
        assertThat(stop.exitCode()).isEqualTo(3);

        Call resolved = Call.amig(
                "resolve",
                "--data",
                data(),
                "--not-applied",
                "--because",
                "it is empty",
                "--json",
                "amig-1-fill-s1r1-0-1");
        assertThat(resolved.out()).isEqualTo("""
                {
                  "query_id" : "amig-1-fill-s1r1-0-1",
                  "applied" : false,
                  "written" : "%s says that amig-1-fill-s1r1-0-1 was not applied: it is empty"
                }
                """.formatted(ME));
        assertThat(resolved.exitCode()).isZero();
    }

    @Test
    void a_run_that_waits_is_confirmed_from_another_process_and_one_that_has_ended_by_the_one_that_confirms()
            throws Exception {
        String asking = file("asking", ASKING);
        Process run = run("--wait", asking);
        awaitOutput(run, "waiting for confirmation: Really?; from any terminal: amig confirm asking\n");
        Call confirm = amig("confirm", asking, "--because", "looked at it");
        assertThat(confirm.out()).isEqualTo("confirmed by " + ME + " (looked at it)\n");
        assertThat(confirm.exitCode()).isZero();
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(Files.readString(out())).isZero();
        Call nothing = amig("resume", asking);
        assertThat(nothing.out())
                .endsWith("run 1 of asking is Completed successfully; there is nothing to go on with\n");
        assertThat(nothing.exitCode()).isEqualTo(2);

        String later = file("later", ASKING.replace("asking", "later"));
        assertThat(amig("run", later).exitCode()).isEqualTo(4);
        Call said = amig("confirm", later, "--later");
        assertThat(said.out()).isEqualTo("run 2 of later is confirmed; to go on: amig resume later\n");
        Call resumed = amig("resume", later);
        assertThat(resumed.out())
                .contains("run 2 of later is Waiting for confirmation; going on with confirm_1 (1 of 2)")
                .endsWith("run 2: later is completed\n");
        assertThat(resumed.exitCode()).isZero();
        assertThat(amig("confirm", later).err())
                .contains("error: run 2 of later is Completed successfully; it waits for no confirmation\n");
    }

    private Process underWay(String copying) throws Exception {
        Process run = run(copying);
        awaitOutput(run, "history started on 2 nodes");
        // The next one is copied while the one before it is moved: what is seen may be either.
        awaitWhy(2, " of 60 chunks have arrived, [12] on their way");
        return run;
    }

    @Test
    void a_copy_is_set_to_more_chunks_at_a_time_while_a_process_drives_it() throws Exception {
        String copying = file("copying", COPYING);
        Process run = underWay(copying);

        assertThat(set("copying", "parallel")).isEqualTo(Call.refused("""
                error: 'parallel' sets nothing; it must be NAME=VALUE
                  help: amig set MIGRATION parallel=4
                """));
        assertThat(set("copying", "parallel=many"))
                .isEqualTo(
                        Call.refused(
                                "error: parallel=many: how many chunks at a time must be a whole number from 1 to 256, or 0 to pause; nothing was changed\n"));
        assertThat(set("copying", "paralel=2").err())
                .isEqualTo("error: 'paralel=2' sets nothing; what can be set now: parallel\n");
        String answer =
                "history copies at most 4 chunks at a time on each node (before: 1 on s1r1, 1 on s2r1); set by %s (it is night)"
                        .formatted(ME);
        assertThat(set("copying", "parallel=4", "--because", "it is night", "--json"))
                .isEqualTo(Call.done("""
                        {
                          "run" : 1,
                          "migration" : "copying",
                          "name" : "parallel",
                          "value" : "4",
                          "accepted" : true,
                          "answer" : "%s"
                        }
                        """.formatted(answer)));
        awaitWhy(2, " on their way, at most 4 at a time");
        assertThat(Call.amig("logs", "copying", "--data", data()).out()).contains(answer + "\n");
        awaitOutput(run, answer + "\n");

        assertThat(set("copying", "parallel=0", "--because", "lunch"))
                .isEqualTo(Call.done(
                        "history begins no chunk any more, and those on their way arrive (before: 4 on s1r1, 4 on s2r1); paused by %s (lunch); to go on: amig set copying parallel=4%n"
                                .formatted(ME)));
        awaitWhy(2, "history waits: paused by " + ME + " \\(lunch\\) since ");

        assertThat(amig("stop", copying).exitCode()).isZero();
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(set("copying", "parallel=4")).isEqualTo(Call.refused("""
                error: run 1 of copying is Paused, and nobody drives it: there is nothing to set
                  help: 'amig resume copying' goes on with it as it was left; set it then
                """));
        assertThat(Call.amig("status", "copying", "--data", data()).out())
                .containsPattern(
                        "\nhistory is paused by " + ME
                                + " \\(lunch\\) since \\S+Z, and will be when the run is gone on with; then: amig set copying parallel=4\n");
        assertThat(Call.amig("status", "--data", data()).out())
                .containsPattern("\ncopying: history is paused by " + ME + " \\(lunch\\) since \\S+Z, ");
    }

    @Test
    void a_copy_that_somebody_has_paused_stays_so_when_its_process_is_killed() throws Exception {
        String copying = file("copying", COPYING);
        Process run = underWay(copying);
        assertThat(set("copying", "parallel=0", "--because", "lunch").exitCode())
                .isZero();
        run.destroyForcibly().waitFor();
        assertThat(Call.amig("status", "copying", "--data", data()).out())
                .containsPattern("\nhistory is paused by " + ME + " \\(lunch\\) since \\S+Z");

        Process again = processes.start(out(), "resume", "--embedded", "--data", data(), copying);
        awaitOutput(again, "history is still paused by " + ME + " (lunch) since ");
        awaitWhy(2, "history waits: paused by " + ME + " \\(lunch\\) since ");
        assertThat(set("copying", "parallel=24").exitCode()).isZero();
        assertThat(again.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out())).endsWith("\nrun 1: copying is completed\n");
        assertThat(again.exitValue()).isZero();
    }

    @Test
    void a_run_is_gone_on_with_by_a_file_that_has_changed_when_somebody_accepts_it() throws Exception {
        String wrong = file("wrong", """
                MIGRATION wrong;
                STEP count ON SHARD 2 ON ERROR PAUSE { SELECT throwIf(1, 'a mistake') } ROLLBACK { SELECT 1 };
                """);
        assertThat(amig("run", wrong).exitCode()).isEqualTo(3);
        file("wrong", """
                MIGRATION wrong;
                -- Corrected.
                STEP count ON SHARD 2 ON ERROR PAUSE { SELECT 'no mistake' } ROLLBACK { SELECT 1 };
                """);
        Call refused = amig("resume", wrong);
        assertThat(refused.out()).endsWith("""
                run 1: run 1 of wrong is Paused, and the plan differs from the one it began with:
                  %s:3:1 count, begun on s2r1: statement 1 on s2r1 differs in line 1
                    was: SELECT throwIf(1, 'a mistake')
                    is:  SELECT 'no mistake'
                put it back, or go on with the new plan: say --accept-plan
                """.formatted(wrong));
        assertThat(refused.exitCode()).isEqualTo(3);
        Call accepted = amig("resume", wrong, "--accept-plan");
        assertThat(accepted.out())
                .contains(ME + " accepted a plan that differs:")
                .endsWith("run 1: wrong is completed\n");
        assertThat(accepted.exitCode()).isZero();
    }

    private Call set(String... arguments) {
        List<String> all = new ArrayList<>(List.of("set", "--data", data()));
        all.addAll(List.of(arguments));
        return Call.amig(all.toArray(String[]::new));
    }

    /**
     * @param nodes how many of them do that at the same moment
     * @param what  a regular expression
     */
    private void awaitWhy(int nodes, String what) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String why;
        do {
            why = Call.amig("why", "copying", "--data", data()).out();
            assertThat(System.nanoTime())
                    .as("waiting for '%s', got:%n%s", what, why)
                    .isLessThan(until);
        } while (Pattern.compile(what).matcher(why).results().count() < nodes);
    }
}
