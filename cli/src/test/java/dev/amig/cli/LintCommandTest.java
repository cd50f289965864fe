package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final String WITH_NOTE = """
            MIGRATION 0001_a;
            STEP s ON EACH SHARD FOR EACH ROW (id) IN { SELECT id FROM db.t } { SELECT ${row.id} }
            ROLLBACK NONE BECAUSE 'it only looks';
            """;

    private static final String WITH_WARNING = """
            MIGRATION 0001_a;
            STEP s ON EACH SHARD { OPTIMIZE TABLE db.t FINAL } ROLLBACK NONE BECAUSE 'changes nothing';
            """;

    private static final String WITH_ERROR = """
            MIGRATION 0001_a;
            STEP s ON EACH SHARD { SELECT 1 };
            """;

    private static final String SUPPRESSED = """
            MIGRATION 0001_a;
            -- amig:ignore missing-rollback nothing is to be undone
            STEP s ON EACH SHARD { SELECT 1 };
            """;

    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void a_project() {
        project = new ProjectFolder(folder);
    }

    @Test
    void the_migrations_of_this_repository_are_clean() {
        assertThat(Call.amig("lint", "--strict", "../migrations.d")).isEqualTo(Call.done("no findings in 2 files\n"));
    }

    @Test
    void what_amig_itself_writes_for_beginners_is_clean() {
        assertThat(Call.amig("init", folder.toString()).exitCode()).isZero();
        assertThat(Call.amig("new", "--project", folder.toString(), "a_step").exitCode())
                .isZero();
        assertThat(Call.amig("new", "--project", folder.toString(), "--template", "copy", "a_copy")
                        .exitCode())
                .isZero();
        assertThat(Call.amig("lint", "--strict", project.migrations()))
                .isEqualTo(Call.done("no findings in 3 files\n"));
    }

    @Test
    void a_finding_is_shown_as_errors_are() throws IOException {
        String file = write(WITH_ERROR);
        assertThat(Call.amig("lint", project.migrations())).isEqualTo(new Call(1, """
                %s:2:1: error[missing-rollback]: s does not say how it is undone; a run that fails behind it would stay half done
                  STEP s ON EACH SHARD { SELECT 1 };
                  ^
                  help: write ROLLBACK { … }, or ROLLBACK NONE BECAUSE '…', or IRREVERSIBLE

                1 error in 1 file
                """.formatted(file), ""));
    }

    @Test
    void warnings_count_as_failed_and_notes_do_not() throws IOException {
        write(WITH_WARNING);
        assertThat(Call.amig("lint", project.migrations()).exitCode()).isEqualTo(1);
        assertThat(Call.amig("lint", "--severity", "error", project.migrations())
                        .exitCode())
                .isZero();
        write(WITH_NOTE);
        assertThat(Call.amig("lint", project.migrations()).exitCode()).isZero();
        assertThat(Call.amig("lint", "--severity", "note", project.migrations()).exitCode())
                .isEqualTo(1);
        assertThat(Call.amig("lint", "--strict", project.migrations()).exitCode())
                .isEqualTo(1);
    }

    @Test
    void a_file_that_cannot_be_run_at_all_is_bad_input() throws IOException {
        write("MIGRATION 0001_a;\nSTEP s { SELECT 1 };\n");
        assertThat(Call.amig("lint", "--severity", "error", project.migrations())
                        .exitCode())
                .isEqualTo(2);
        write("MIGRATION 0001_a DEPENDS ON 0000_nowhere;\n");
        Call call = Call.amig("lint", project.migrations());
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.out()).contains("error[unknown-dependency]: there is no migration 0000_nowhere");
    }

    @Test
    void of_the_other_files_of_a_project_nothing_is_told() throws IOException {
        write(WITH_ERROR);
        project.with("migrations.d/0002_b.amig", "MIGRATION 0002_b DEPENDS ON 0001_a;\n");
        assertThat(Call.amig("lint", project.migrations() + "/0002_b.amig"))
                .isEqualTo(Call.done("no findings in 1 file\n"));
    }

    @Test
    void a_file_that_is_not_utf_8_is_a_finding_beside_those_of_the_others() throws IOException {
        write(WITH_WARNING);
        Files.write(folder.resolve("migrations.d/0002_b.amig"), new byte[] {'M', (byte) 0xFF});
        Call call = Call.amig("lint", project.migrations());
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.out()).contains("warning[optimize-without-timeout]", "error[syntax-error]: this is not UTF-8");
    }

    @Test
    void for_machines_every_field_has_a_name() throws IOException {
        String file = write(SUPPRESSED);
        assertThat(Call.amig("lint", "--json", project.migrations())).isEqualTo(Call.done("""
                [ {
                  "rule" : "missing-rollback",
                  "severity" : "error",
                  "refused" : false,
                  "file" : "%s",
                  "line" : 3,
                  "column" : 1,
                  "message" : "s does not say how it is undone; a run that fails behind it would stay half done",
                  "help" : [ "write ROLLBACK { … }, or ROLLBACK NONE BECAUSE '…', or IRREVERSIBLE" ],
                  "suppressed" : "nothing is to be undone"
                } ]
                """.formatted(file)));
    }

    @Test
    void json_and_sarif_exclude_each_other() {
        assertThat(Call.amig("lint", "--json", "--sarif", "../migrations.d").exitCode())
                .isEqualTo(2);
    }

    @Test
    void sarif_holds_what_the_standard_demands() throws IOException {
        write(WITH_WARNING + "\n"
                + WITH_WARNING.lines().skip(1).findFirst().orElseThrow().replace("STEP s", "STEP t"));
        JsonNode log = sarif();
        assertThat(log.at("/version").asText()).isEqualTo("2.1.0");
        assertThat(log.at("/$schema").asText()).endsWith("/sarif-schema-2.1.0.json");
        JsonNode run = log.at("/runs/0");
        assertThat(run.at("/tool/driver/name").asText()).isEqualTo("amig");
        assertThat(run.at("/columnKind").asText()).isEqualTo("unicodeCodePoints");
        JsonNode result = run.at("/results/0");
        assertThat(result.at("/ruleId").asText()).isEqualTo("optimize-without-timeout");
        assertThat(result.at("/level").asText()).isEqualTo("warning");
        assertThat(result.at("/message/text").asText())
                .isEqualTo("OPTIMIZE … FINAL rewrites all of db.t and may take for hours; nothing ends it if it hangs\n"
                        + "help: write TIMEOUT 12 HOURS behind the step's target");
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").asText())
                .startsWith("file:///")
                .endsWith("/0001_a.amig");
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(2);
        assertThat(place.at("/region/startColumn").asInt()).isEqualTo(24);
        JsonNode rule = run.at("/tool/driver/rules/" + result.at("/ruleIndex").asInt());
        assertThat(rule.at("/id").asText()).isEqualTo("optimize-without-timeout");
        assertThat(rule.at("/defaultConfiguration/level").asText()).isEqualTo("warning");
        assertThat(rule.at("/help/markdown").asText()).startsWith("# optimize-without-timeout\n");
    }

    @Test
    void a_fingerprint_stays_when_lines_come_above_and_is_another_for_each_result() throws IOException {
        String two = WITH_ERROR + "STEP t ON EACH SHARD { SELECT 1 };\n";
        write(two);
        List<String> before = fingerprints(sarif());
        assertThat(before).hasSize(2).doesNotHaveDuplicates().allMatch(it -> it.matches("[0-9a-f]{64}"));
        write("-- A comment.\n\n" + two);
        assertThat(fingerprints(sarif())).isEqualTo(before);
    }

    @Test
    void a_suppressed_finding_is_in_sarif_with_its_reason() throws IOException {
        write(SUPPRESSED);
        JsonNode suppression = sarif().at("/runs/0/results/0/suppressions/0");
        assertThat(suppression.at("/kind").asText()).isEqualTo("inSource");
        assertThat(suppression.at("/justification").asText()).isEqualTo("nothing is to be undone");
    }

    private JsonNode sarif() throws IOException {
        return new ObjectMapper()
                .readTree(Call.amig("lint", "--sarif", project.migrations()).out());
    }

    private static List<String> fingerprints(JsonNode sarif) {
        return StreamSupport.stream(sarif.at("/runs/0/results").spliterator(), false)
                .map(it -> it.at("/partialFingerprints/amigFinding~1v1").asText())
                .toList();
    }

    private String write(String migration) throws IOException {
        project.with("migrations.d/0001_a.amig", migration);
        return project.migrations() + "/0001_a.amig";
    }
}
