package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTest {
    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void four_migrations() throws IOException {
        project = new ProjectFolder(folder)
                .withMigration("a", "")
                .withMigration("b", " DEPENDS ON a")
                .withMigration("c", " DEPENDS ON a, b")
                .withMigration("d", "");
    }

    @Test
    void arrows_lead_from_a_dependency_to_what_needs_it() {
        assertThat(Call.amig("graph", "--no-journal", project.migrations())).isEqualTo(Call.done("""
                flowchart TD
                  m1["a"]
                  m2["b"]
                  m3["c"]
                  m4["d"]
                  m1 --> m2
                  m1 --> m3
                  m2 --> m3
                """));
        assertThat(Call.amig("graph", "--no-journal", "--format", "dot", project.migrations()))
                .isEqualTo(Call.done("""
                        digraph migrations {
                          node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="sans-serif"];
                          "a";
                          "b";
                          "c";
                          "d";
                          "a" -> "b";
                          "a" -> "c";
                          "b" -> "c";
                        }
                        """));
    }

    @Test
    void of_one_migration_there_is_all_that_it_needs_and_nothing_else() {
        assertThat(Call.amig("graph", "--no-journal", project.migrations() + "/b.amig"))
                .isEqualTo(Call.done("flowchart TD\n  m1[\"a\"]\n  m2[\"b\"]\n  m1 --> m2\n"));
    }

    @Test
    void what_has_run_is_told_in_words_and_colours() {
        String data = folder.resolve("data").toString();
        assertThat(Call.amig("graph", "--data", data, project.migrations() + "/d.amig"))
                .isEqualTo(Call.done("""
                        flowchart TD
                          m1["d<br/>Not started"]:::not_started
                          classDef not_started fill:#ffffff,stroke:#757575,color:#000000
                        """));
    }

    @Test
    void it_is_written_where_it_shall_be() throws IOException {
        Path file = folder.resolve("docs/graph.mmd");
        assertThat(Call.amig("graph", "--no-journal", "-o", file.toString(), project.migrations() + "/d.amig"))
                .isEqualTo(Call.done(file + "\n"));
        assertThat(Files.readString(file)).isEqualTo("flowchart TD\n  m1[\"d\"]\n");
    }

    @Test
    void a_file_that_cannot_be_written_is_named() {
        assertThat(Call.amig("graph", "--no-journal", "-o", folder.toString(), project.migrations()))
                .isEqualTo(Call.refused("""
                        error: %s cannot be written: is a directory
                          help: name a file that can be written with --out
                        """.formatted(folder)));
    }
}
