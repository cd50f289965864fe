package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the document says is in RunbookTest; here: for which cluster, with which values, and where it goes. */
class DocCommandTest {
    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void a_migration_with_a_parameter_that_must_be_given() throws IOException {
        project = new ProjectFolder(folder).with("migrations.d/m.amig", """
                -- Because.
                MIGRATION m DESCRIPTION 'Do it';
                PARAM table;
                STEP s ON EACH SHARD { SELECT 1 FROM ${table} } ROLLBACK { SELECT 2 };
                """);
    }

    private Call doc(String... more) {
        String[] command = new String[more.length + 2];
        command[0] = "doc";
        command[1] = folder.resolve("migrations.d/m.amig").toString();
        System.arraycopy(more, 0, command, 2, more.length);
        return Call.amig(command);
    }

    @Test
    void without_a_cluster_nodes_are_told_in_words_and_values_that_are_missing_by_their_names() {
        Call call = doc();
        assertThat(call.exitCode()).isZero();
        assertThat(call.err()).isEmpty();
        assertThat(call.out())
                .startsWith("# m\n\nDo it.\n\nBecause.\n\n- **File:** `")
                .contains("- **Where:** one replica of each shard\n")
                .contains("```sql\nSELECT 1 FROM «table»;\n```")
                .contains("| `table` | string | none: **must be given** | `«table»` |  |")
                .contains("m.amig --param table=VALUE\n");
    }

    @Test
    void a_cluster_whose_nodes_are_listed_is_shown_with_them_and_no_server_is_asked() throws IOException {
        project.with("amig.yaml", """
                default_cluster: main
                clusters:
                  main:
                    nodes:
                      - {shard: 1, replica: 1, host: ch1.invalid}
                      - {shard: 2, replica: 1, host: ch2.invalid}
                """);
        assertThat(doc("--param", "table=t").out())
                .contains("- **Cluster:** main, `s1r1` (ch1.invalid:9100), `s2r1` (ch2.invalid:9100)\n")
                .contains("- **Where:** one replica of each shard (`s1r1`, `s2r1`)\n")
                .contains("SELECT 1 FROM t;")
                .contains("m.amig --param table=t --cluster main\n");
    }

    @Test
    void a_cluster_that_would_have_to_be_asked_is_asked_only_when_it_is_named() throws IOException {
        project.with("amig.yaml", """
                default_cluster: far
                clusters: {far: {discover: {host: 127.0.0.1, port: 1}}}
                """);
        assertThat(doc().exitCode()).isZero();
        assertThat(doc().out()).contains("The SQL below is for an example of 2 nodes");
        assertThat(doc("--cluster", "far").err()).contains("127.0.0.1:1").startsWith("error: ");
    }

    @Test
    void the_example_has_every_shard_and_replica_that_the_file_names() throws IOException {
        project.with("migrations.d/m.amig", """
                MIGRATION m;
                STEP a ON SHARDS 1, 3..5 { SELECT 1 } ROLLBACK { SELECT 2 };
                STEP b ON SHARD 2 REPLICA 2 { SELECT 1 } ROLLBACK { SELECT 2 };
                """);
        assertThat(doc().err()).isEmpty();
        assertThat(doc().out())
                .contains("for an example of 10 nodes, ")
                .contains("- **Where:** one replica of each of the shards 1, 3 to 5\n")
                .contains("- **Where:** replica 2 of shard 2\n");
    }

    @Test
    void a_cluster_that_does_not_exist_is_refused_when_it_is_named() {
        Call call = doc("--cluster", "posthgo");
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).isEqualTo("error: there is no cluster 'posthgo' in amig.yaml; did you mean posthog?\n");
    }

    @Test
    void it_is_written_where_it_shall_be() throws IOException {
        Path out = folder.resolve("reviews/m.md");
        assertThat(doc("--out", out.toString())).isEqualTo(Call.done(out + "\n"));
        assertThat(Files.readString(out)).isEqualTo(doc().out());
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThat(Call.amig("doc", "nowhere.amig")).isEqualTo(Call.refused("error: there is no file nowhere.amig\n"));
    }
}
