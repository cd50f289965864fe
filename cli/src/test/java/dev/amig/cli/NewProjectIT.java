package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a first migration that has run. */
class NewProjectIT {
    @TempDir
    private Path folder;

    @AfterEach
    void awaitTheEndOfJournals() throws Exception {
        KeptJournals.awaitEnd(folder);
    }

    @Test
    void the_first_migration_of_a_new_project_runs_as_it_is_and_what_has_run_is_listed_and_drawn() {
        Path project = folder.resolve("project");
        String migrations = project.resolve("migrations.d").toString();
        String data = folder.resolve("data").toString();
        assertThat(Call.amig("init", project.toString()).exitCode()).isZero();

        Call run = Call.amig("run", "--embedded", "--data", data, migrations);
        assertThat(run.out()).endsWith("\nrun 1: 0001_create_visits is completed\n");
        assertThat(run.exitCode()).isZero();

        assertThat(Call.amig("new", "--project", project.toString(), "next").exitCode())
                .isZero();
        assertThat(Call.amig("list", "--data", data, migrations)).isEqualTo(Call.done("""
                #  name                status                  description
                1  0001_create_visits  Completed successfully  Create visits: a table for each shard's share, and one over all shards
                2  0002_next           Not started             Next
                """));
        assertThat(Call.amig("graph", "--data", data, migrations)).isEqualTo(Call.done("""
                flowchart TD
                  m1["0001_create_visits<br/>Completed successfully"]:::completed
                  m2["0002_next<br/>Not started"]:::not_started
                  m1 --> m2
                  classDef completed fill:#d8f0dc,stroke:#2e7d32,color:#000000
                  classDef not_started fill:#ffffff,stroke:#757575,color:#000000
                """));
    }
}
