package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.lint.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code amig lint --engine} with ClickHouse's own parser. */
class LintEngineIT {
    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path folder;

    private ProjectFolder project;
    private String err;

    @BeforeEach
    void a_project_with_the_templates_of_this_repository() throws IOException {
        project = new ProjectFolder(folder);
        for (String file : new String[] {"engine.ftl", "zookeeper.ftl", "distributed.ftl"}) {
            project.with(
                    "templates/" + file,
                    Files.readString(ROOT.resolve("templates").resolve(file)));
        }
    }

    @Test
    void the_migrations_of_this_repository_are_taken() {
        assertThat(Call.amig("lint", "--engine", "../migrations.d").out()).isEqualTo("no findings in 2 files\n");
    }

    @Test
    void the_example_of_the_language_is_taken_with_stand_ins_for_its_rows() throws IOException {
        project.with(
                "migrations.d/0001_create_events.amig",
                Files.readString(ROOT.resolve("migrations.d/0001_create_events.amig")));
        project.with(
                "migrations.d/0002_events_order_by_event.amig",
                Files.readString(ROOT.resolve("grammar/src/test/resources/corpus/whole.amig")));
        Call call = Call.amig("lint", "--engine", "--severity", "error", project.migrations());
        assertThat(call.exitCode()).isZero();
        assertThat(call.out()).endsWith("2 warnings in 2 files\n").doesNotContain("engine-refuses");
        assertThat(call.err()).doesNotContain("not tried");
    }

    @Test
    void its_examples_are_refused_and_taken() throws IOException {
        var page = Rules.find("engine-refuses").orElseThrow().page();
        assertThat(lint(page.bad())).isEqualTo("""
                0003_count.amig:4:23: error[engine-refuses]: ClickHouse's parser stops at posthog
                    SELECT count() FORM posthog.sharded_events WHERE team_id = 1
                                        ^
                  help: expected a comma, FROM, PREWHERE, WHERE, GROUP BY, WITH, HAVING, …
                  help: s1r1 would get SELECT count() FORM posthog.sharded_events WHERE t…

                1 error in 1 file
                """);
        assertThat(lint(page.good())).isEqualTo("no findings in 1 file\n");
    }

    @Test
    void what_a_template_wrote_is_shown_where_it_was_called() throws IOException {
        assertThat(lint("""
                MIGRATION 0003_count;
                PARAM condition = 'team_id = = 1';
                VERIFY v ON EACH SHARD {
                  SELECT 'ä', count() FROM t WHERE ${condition} AND ${"x"}
                }
                EXPECT > 0;
                """)).isEqualTo("""
                0003_count.amig:4:36: error[engine-refuses]: ClickHouse's parser stops at =
                    SELECT 'ä', count() FROM t WHERE ${condition} AND ${"x"}
                                                     ^
                  help: expected CAST operator, ANY, SOME, ALL, NOT, INTERVAL, CASE, …
                  help: s1r1 would get …ount() FROM t WHERE team_id = = 1 AND x

                1 error in 1 file
                """);
    }

    @Test
    void a_copy_is_tried_as_the_insert_that_it_amounts_to() throws IOException {
        assertThat(lint("""
                MIGRATION 0003_count;
                PARAM t = 'db.t';
                COPY c FROM ${t} TO db.u ON EACH SHARD
                  COLUMNS (a, toString(b) || || 'x' AS b)
                  WHERE { a > 0 -- of this year
                  }
                ROLLBACK { TRUNCATE TABLE IF EXISTS db.u };
                COPY d FROM ${t} TO db.u ON EACH SHARD
                  APPEND
                  WHERE {
                    a > 0 AND
                  }
                ROLLBACK { TRUNCATE TABLE IF EXISTS db.u };
                VERIFY COPY c;
                VERIFY COPY d;
                """)).isEqualTo("""
                0003_count.amig:4:30: error[engine-refuses]: ClickHouse's parser stops at ||
                    COLUMNS (a, toString(b) || || 'x' AS b)
                                               ^
                  help: expected CAST operator, NOT, INTERVAL, CASE, DATE, TIMESTAMP, tuple, …
                  help: s1r1 would get …, b) SELECT a, toString(b) || || 'x' FROM db.t WHERE (a > 0 …

                0003_count.amig:11:13: error[engine-refuses]: ClickHouse's parser comes to the end, and something is missing
                      a > 0 AND
                              ^
                  help: s1r1 would get …* FROM db.t WHERE (a > 0 AND )

                2 errors in 1 file
                """);
    }

    @Test
    void postgresql_is_not_asked_about_and_rows_that_do_not_parse_are_told() throws IOException {
        String out = lint("""
                MIGRATION 0003_count;
                STEP a ON POSTGRES { UPDATE person SET a = 1 RETURNING 'x'::text } ROLLBACK NONE BECAUSE 'x';
                STEP b ON EACH SHARD FOR EACH ROW (condition) IN { SELECT condition FROM system.one }
                { SELECT 1 FROM t WHERE a ${row.condition} } ROLLBACK NONE BECAUSE 'x';
                STEP c ON EACH SHARD FOR EACH ROW (size) IN { SELECT size FROM system.one }
                { SELECT ${row.size?number + 1} } ROLLBACK NONE BECAUSE 'x';
                """);
        assertThat(out).isEqualTo("no findings in 1 file\n");
        assertThat(err.lines().filter(it -> it.contains("not tried")))
                .containsExactly(
                        "0003_count.amig:4:3: not tried: it cannot be parsed without the rows of FOR EACH ROW",
                        "0003_count.amig:6:3: not tried: it cannot be parsed without the rows of FOR EACH ROW");
    }

    @Test
    void a_finding_of_the_engine_can_be_suppressed_and_without_the_engine_the_comment_is_not_unused()
            throws IOException {
        String known = """
                MIGRATION 0003_count;
                -- amig:ignore engine-refuses the servers run a fork with this word
                VERIFY v ON EACH SHARD { SELECT 1 FORM t WHERE 1 } EXPECT = 1;
                """;
        assertThat(lint(known)).isEqualTo("no findings in 1 file; 1 suppressed\n");
        assertThat(Call.amig("lint", project.migrations()).out()).isEqualTo("no findings in 1 file\n");
    }

    /** What is printed, without the folder. */
    private String lint(String migration) throws IOException {
        project.with("migrations.d/0003_count.amig", migration);
        Call call = Call.amig("lint", "--engine", project.migrations());
        err = call.err().replace(project.migrations() + "/", "");
        return call.out().replace(project.migrations() + "/", "");
    }
}
