package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code amig run} as a user types it, on clusters that it starts itself. */
class RunCommandIT {
    private static final Path PROJECT = Path.of("..");

    @TempDir
    private Path folder;

    @AfterEach
    void awaitTheEndOfJournals() throws Exception {
        KeptJournals.awaitEnd(folder);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Ports and times differ each time. */
    private static String stable(String text) {
        return text.replaceAll("127\\.0\\.0\\.1:\\d+", "HOST").replaceAll("\\d+\\.\\d+ s", "TIME");
    }

    @Test
    void the_projects_migrations_run_on_a_cluster_of_their_own_and_are_kept_when_asked() {
        String data = folder.resolve("kept").toString();
        String migrations = PROJECT.resolve("migrations.d").toString();
        Call first = Call.amig("run", "--embedded", "--data", data, migrations);
        assertThat(first.err()).contains("sample: 100,000 events in posthog.sharded_events on 2 shards, seed 42\n");
        assertThat(first.out())
                .contains("  0001_create_events is completed\n")
                .contains("  0002_add_materialized_columns is completed\n")
                .contains("fill_old_rows")
                .endsWith(
                        "\nrun 1: 0001_create_events is completed\nrun 2: 0002_add_materialized_columns is completed\n");
        assertThat(first.exitCode()).isZero();

        Call second = Call.amig("run", "--embedded", "--data", data, migrations);
        assertThat(second.exitCode()).isZero();
        assertThat(second.out())
                .containsPattern("run 1: 0001_create_events was completed by run 1 at \\S+; nothing to do\n"
                        + "run 2: 0002_add_materialized_columns was completed by run 2 at \\S+; nothing to do\n$");
        assertThat(second.err()).doesNotContain("sample:");

        Call status = Call.amig("status", "--data", data, "0001_create_events");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out())
                .startsWith("0001_create_events on posthog, run 1: Completed successfully, 100 %\n")
                .contains("create_sharded_events done on s2r1");
    }

    @Test
    void a_failed_migration_is_rolled_back_and_ends_with_1() throws IOException {
        Path broken = file("broken.amig", """
                MIGRATION broken;
                STEP make ON EACH SHARD { CREATE TABLE t (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS t };
                VERIFY never ON SHARD 2 { SELECT 1 } EXPECT = 2;
                """);
        Call call = Call.amig("run", "--embedded", broken.toString());
        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(stable(call.out()))
                .endsWith(
                        "\nrun 1: broken was rolled back: never: 0 of 1 nodes done; s2r1 (HOST) failed: expected = 2, got 1\n")
                .contains("make    s2r1  rollback finished           1             0");
    }

    @Test
    void what_is_left_for_later_is_run_by_finalize_when_it_is_named() throws IOException {
        String later = file("later.amig", """
                        MIGRATION later;
                        STEP make ON EACH SHARD { CREATE TABLE later_t (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS later_t };
                        FINALIZE 'a week has passed' BEGIN
                          STEP drop ON EACH SHARD { DROP TABLE later_t } IRREVERSIBLE;
                        END;
                        """).toString();
        String data = folder.resolve("kept").toString();
        assertThat(Call.amig("run", "--embedded", "--data", data, later).out())
                .endsWith("\nrun 1: later is completed; when a week has passed: amig finalize " + later + "\n");

        Call unnamed = Call.amig("finalize", "--embedded", "--data", data);
        assertThat(unnamed.exitCode()).isEqualTo(2);
        assertThat(unnamed.err()).startsWith("error: name the migrations to finalize\n");

        Call named = Call.amig("finalize", "--embedded", "--data", data, later);
        assertThat(named.out()).endsWith("\nrun 2: later (FINALIZE) is completed\n");
        assertThat(named.exitCode()).isZero();
        assertThat(Call.amig("status", "--data", data, "later").out())
                .contains("later on posthog, run 1: Completed successfully, 100 %\n")
                .contains("later (FINALIZE) on posthog, run 2: Completed successfully, 100 %\n");
    }

    @Test
    void a_completed_migration_is_rolled_back_after_somebody_said_yes() throws IOException {
        String undone = file("undone.amig", """
                        MIGRATION undone;
                        STEP make ON EACH SHARD { CREATE TABLE undone_t (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS undone_t };
                        """).toString();
        String data = folder.resolve("kept").toString();
        assertThat(Call.amig("run", "--embedded", "--data", data, undone).exitCode())
                .isZero();
        Call unasked = Call.amig("rollback", "--embedded", "--data", data, undone);
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err())
                .isEqualTo(
                        "error: nothing was rolled back: nobody said yes\n  help: answer y when asked, or say it with --yes\n");
        Call asked = Call.amig("rollback", "--embedded", "--data", data, "--yes", undone);
        assertThat(asked.out())
                .endsWith("\nrun 1: undone was rolled back: asked by " + System.getProperty("user.name") + "\n");
        assertThat(asked.exitCode()).isZero();
        assertThat(Call.amig("resolve", "--data", data, "--applied", "--because", "x", "amig-1-make-s1r1-0-1")
                        .err())
                .endsWith("error: nobody doubts how amig-1-make-s1r1-0-1 ended: it was applied\n"
                        + "  help: 'amig status MIGRATION' shows what is in doubt\n");
    }

    @Test
    void a_confirmation_ends_with_4_and_says_how_to_go_on() throws IOException {
        Path asking = file(
                "asking.amig",
                "MIGRATION asking;\nCONFIRM 'Are the dashboards right?';\nSTEP s ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };");
        String data = folder.resolve("kept").toString();
        Call waiting = Call.amig("run", "--embedded", "--data", data, asking.toString());
        assertThat(waiting.exitCode()).isEqualTo(4);
        assertThat(waiting.out())
                .endsWith(
                        "run 1: asking waits for confirmation: Are the dashboards right?\nto confirm and go on: amig confirm asking\n");
        Call confirmed = Call.amig("run", "--embedded", "--data", data, "--yes", asking.toString());
        assertThat(confirmed.exitCode()).isZero();
        assertThat(confirmed.out()).endsWith("run 1: asking is completed\n");
    }

    @Test
    void for_machines_there_is_one_document() throws IOException {
        Path one = file("one.amig", "MIGRATION one;\nSTEP s ON EACH SHARD { SELECT 1 } ROLLBACK { SELECT 1 };");
        Call call = Call.amig("run", "--embedded", "--json", one.toString());
        assertThat(call.exitCode()).isZero();
        assertThat(call.out())
                .startsWith(
                        "[ {\n  \"run\" : 1,\n  \"migration\" : \"one\",\n  \"status\" : \"Completed successfully\",\n")
                .contains("\"node\" : \"s2r1\"");
    }

    @Test
    void several_mistakes_in_several_files_are_told_at_once_and_nothing_is_started() throws IOException {
        file("a.amig", "MIGRATION a;\nSTEP s ON EVERY SHARD { SELECT 1 };\n");
        file(
                "b.amig",
                "MIGRATION b DEPENDS ON nowhere;\nSTEP s ON ANY NODE { SELECT ${undefined} } ROLLBACK { SELECT 1 };\n");
        Call call = Call.amig("run", "--embedded", folder.toString());
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.out()).isEmpty();
        assertThat(call.err()).contains("a.amig:2:").contains("b.amig:2:").doesNotContain("starting ClickHouse");
    }

    @Test
    void an_unknown_parameter_is_refused_before_anything_is_started() throws IOException {
        Path one = file(
                "one.amig",
                "MIGRATION one;\nPARAM table = 't';\nSTEP s ON ANY NODE { SELECT '${table}' } ROLLBACK { SELECT 1 };");
        Call call = Call.amig("run", "--embedded", "--param", "tabel=x", one.toString());
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains("tabel").contains("did you mean table?").doesNotContain("starting ClickHouse");
    }

    @Test
    void a_node_that_does_not_answer_is_told_and_nothing_was_changed() throws IOException {
        file("amig.yaml", "clusters:\n  far:\n    nodes:\n      - {shard: 1, replica: 1, host: 127.0.0.1, port: 1}\n");
        Path one =
                file("one.amig", "MIGRATION one CLUSTER far;\nSTEP s ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };");
        String data = folder.resolve("data").toString();
        Call call = Call.amig("run", one.toString(), "--json");
        assertThat(data).isNotEmpty();
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.out())
                .contains("one was not started: s1r1 (127.0.0.1:1): no connection to 127.0.0.1:1")
                .contains("; nothing was changed");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThat(Call.amig("run", "--embedded", "nowhere.amig"))
                .isEqualTo(Call.refused("error: there is no file or folder nowhere.amig\n"));
    }
}
