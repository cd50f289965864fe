package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListCommandTest {
    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void three_migrations() throws IOException {
        project = new ProjectFolder(folder)
                .with("amig.yaml", "application_version: 1.40.0\n")
                .withMigration("0001_early", "\n  DESCRIPTION 'The late one first'\n  DEPENDS ON 0002_late")
                .withMigration("0002_late", "\n  APPLICATION VERSION '>=1.30.0 <=1.36.99'\n  CLUSTER main")
                .withMigration("0003_other", "\n  APPLICATION VERSION '>=1.30.0'");
    }

    @Test
    void they_stand_in_the_order_in_which_they_run() {
        assertThat(Call.amig("list", "--no-journal", project.migrations())).isEqualTo(Call.done("""
                #  name        application version              description
                1  0002_late   >=1.30.0 <=1.36.99 (not 1.40.0)
                2  0001_early                                   The late one first
                3  0003_other  >=1.30.0
                """));
    }

    @Test
    void one_of_them_keeps_its_place() {
        assertThat(Call.amig("list", "--no-journal", project.migrations() + "/0003_other.amig")
                        .out())
                .contains("3  0003_other");
    }

    @Test
    void for_machines_every_field_has_a_name() {
        Call call = Call.amig("list", "--no-journal", "--json", project.migrations() + "/0002_late.amig");
        assertThat(call).isEqualTo(Call.done("""
                [ {
                  "order" : 1,
                  "name" : "0002_late",
                  "file" : "%s/0002_late.amig",
                  "description" : "",
                  "cluster" : "main",
                  "application_version" : ">=1.30.0 <=1.36.99",
                  "applies" : false,
                  "depends_on" : [ ],
                  "status" : null,
                  "runs" : [ ]
                } ]
                """.formatted(project.migrations())));
    }

    @Test
    void where_no_journal_was_kept_none_is_made_and_nothing_has_started() {
        Path data = folder.resolve("data");
        Call call = Call.amig("list", "--data", data.toString(), project.migrations());
        assertThat(call.exitCode()).isZero();
        assertThat(call.out()).contains("1  0002_late   Not started");
        assertThat(data).doesNotExist();
    }

    @Test
    void a_journal_that_does_not_answer_costs_only_the_statuses() throws IOException {
        project.with("amig.yaml", "journal: {url: \"jdbc:postgresql://127.0.0.1:1/amig\", user: amig}\n");
        Call call = Call.amig("list", project.migrations());
        assertThat(call.exitCode()).isZero();
        assertThat(call.out()).contains("1  0002_late   >=1.30.0");
        assertThat(call.err())
                .startsWith("warning: what has run is not known: ")
                .contains("127.0.0.1:1");
    }

    @Test
    void a_circle_is_led_through_file_by_file() throws IOException {
        project.withMigration("0002_late", " DEPENDS ON 0001_early");
        assertThat(Call.amig("list", "--no-journal", project.migrations()))
                .isEqualTo(Call.refused("""
                error: DIR/0002_late.amig:1:32: these migrations depend on each other in a circle: 0001_early -> 0002_late -> 0001_early
                  MIGRATION 0002_late DEPENDS ON 0001_early;
                                                 ^
                  help: 0001_early depends on 0002_late at DIR/0001_early.amig:3:14
                  help: 0002_late depends on 0001_early at DIR/0002_late.amig:1:32
                  help: take one of these dependencies out of DEPENDS ON
                """.replace("DIR", project.migrations())));
    }

    @Test
    void an_empty_project_says_how_to_begin(@TempDir Path empty) throws IOException {
        Path migrations =
                new ProjectFolder(empty).with("migrations.d/README", "").path().resolve("migrations.d");
        assertThat(Call.amig("list", "--no-journal", migrations.toString()))
                .isEqualTo(Call.done("no migration in " + migrations + "; 'amig new NAME' writes the first one\n"));
    }
}
