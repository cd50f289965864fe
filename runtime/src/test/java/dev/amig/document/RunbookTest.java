package dev.amig.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.document.Runbook.Nodes;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.plan.Plan;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.Planner;
import dev.amig.plan.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunbookTest {
    private static final Path ROOT = Path.of("..");
    private static final Path GOLDEN = Path.of("src/test/resources/runbooks");

    private static Cluster cluster(int shards, int replicas, boolean replicated) {
        List<Node> nodes = new ArrayList<>();
        for (int shard = 1; shard <= shards; shard++) {
            for (int replica = 1; replica <= replicas; replica++) {
                nodes.add(new Node(shard, replica, "ch-" + shard + "-" + replica, 9100));
            }
        }
        return Cluster.of("posthog", nodes, replicated, Map.of());
    }

    private static String runbook(String file, String text, Cluster cluster, Nodes known, Map<String, String> given) {
        Source source = new Source(file, text);
        ValidMigration migration = Analyzer.analyze(
                source, MigrationParser.parse(source), TemplateLibrary.load(ROOT.resolve("templates")));
        PlanRequest request = PlanRequest.dry(cluster).withParameters(given).withRun(new RunContext(41, Instant.EPOCH));
        Plan plan = Planner.plan(migration, request);
        // The checksum covers the whole file; it has tests of its own.
        return Runbook.of(migration, plan, known, given).replace(plan.checksum().substring(0, 12), "…");
    }

    private static String runbook(String body) {
        return runbook("m.amig", "MIGRATION m;\n" + body, cluster(2, 1, false), Nodes.KNOWN, Map.of());
    }

    /** The part under one heading. */
    private static String section(String runbook, String heading) {
        int start = runbook.indexOf("\n" + heading + "\n");
        assertThat(start).as("there is no " + heading + " in\n" + runbook).isNotNegative();
        int end = Pattern.compile("\n#{2,3} ")
                .matcher(runbook)
                .results()
                .mapToInt(MatchResult::start)
                .filter(it -> it > start)
                .findFirst()
                .orElse(runbook.length());
        return runbook.substring(start + heading.length() + 2, end);
    }

    /** The whole document as a reviewer gets it; -Damig.golden=write writes the files anew. */
    @ParameterizedTest
    @CsvSource({
        "migrations.d/0002_add_materialized_columns.amig, 2, 1, false, EXAMPLE",
        "grammar/src/test/resources/corpus/whole.amig, 2, 2, true, KNOWN",
        "runtime/src/test/resources/migrations/postgres.amig, 2, 1, false, KNOWN"
    })
    void the_document_as_a_reviewer_gets_it(String file, int shards, int replicas, boolean replicated, Nodes known)
            throws IOException {
        Path path = ROOT.resolve(file);
        String text = Files.readString(path);
        String stem = text.replaceFirst("(?s).*?MIGRATION (\\S+).*", "$1");
        String runbook =
                runbook("migrations.d/" + stem + ".amig", text, cluster(shards, replicas, replicated), known, Map.of());
        Path golden = GOLDEN.resolve(path.getFileName().toString().replace(".amig", ".md"));
        if ("write".equals(System.getProperty("amig.golden"))) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, runbook);
        }
        assertThat(runbook).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @CsvSource({"0002_add_materialized_columns", "whole", "postgres"})
    void every_link_leads_to_a_heading(String name) throws IOException {
        String runbook = Files.readString(GOLDEN.resolve(name + ".md"));
        List<String> headings = Pattern.compile("(?m)^#+ (.*)$")
                .matcher(runbook.replaceAll("(?s)```.*?```", ""))
                .results()
                .map(it -> Anchors.of(it.group(1).replace("\\", "")))
                .toList();
        assertThat(headings).doesNotHaveDuplicates();
        TreeSet<String> links = new TreeSet<>(Pattern.compile("]\\(#([^)]*)\\)")
                .matcher(runbook)
                .results()
                .map(it -> it.group(1))
                .toList());
        assertThat(links).isNotEmpty();
        assertThat(headings).containsAll(links);
    }

    @Test
    void comments_directly_above_a_statement_are_its_reasons_and_no_others() {
        String runbook = runbook("""
                STEP a ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 }; -- behind a, not above b
                STEP b ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };

                -- this is about nothing

                -- ---------------------------
                -- First the *stars*,
                --
                -- # then <b>the rest</b>:
                -- - one
                -- 2. two
                STEP c ON ANY NODE { SELECT 1 -- not this
                } ROLLBACK { SELECT 1 };
                /* In a block,
                 * with stars. */
                -- amig:ignore no-rollback the table is a `copy`
                STEP d ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };
                """);
        assertThat(section(runbook, "### STEP a")).startsWith("\n- **Action:**");
        assertThat(section(runbook, "### STEP b")).startsWith("\n- **Action:**");
        assertThat(section(runbook, "### STEP c")).startsWith("""

                First the \\*stars\\*,

                \\# then \\<b>the rest\\</b>:
                - one
                2\\. two

                - **Action:** 3""");
        assertThat(section(runbook, "### STEP d")).startsWith("""

                In a block,
                with stars.
                Accepted, `no-rollback`: the table is a \\`copy\\`

                - **Action:** 4""");
        assertThat(runbook).doesNotContain("about nothing").doesNotContain("behind a");
    }

    @Test
    void backticks_in_sql_do_not_end_its_block() {
        String runbook = runbook("STEP a ON ANY NODE { SELECT '```', `x` } ROLLBACK { SELECT 1 };");
        assertThat(section(runbook, "### STEP a")).endsWith("\n````sql\nSELECT '```', `x`;\n````\n");
    }

    @Test
    void bars_and_line_ends_do_not_break_a_table() {
        String runbook = runbook("""
                PARAM p = 'a|b`c' DESCRIPTION 'this | that\\nand *more*';
                STEP a 'x | y' ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };
                """);
        assertThat(section(runbook, "## Parameters")).isEqualTo("""

                | name | type | default | here | what it is |
                |---|---|---|---|---|
                | `p` | string | ``a\\|b`c`` | ``a\\|b`c`` | this \\| that and \\*more\\* |
                """);
        assertThat(section(runbook, "## In which order")).contains("| 1 | [STEP a](#step-a): x \\| y | one node");
    }

    @Test
    void what_an_error_leads_to_is_told_for_each_action() {
        String runbook = runbook("""
                STEP a ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };
                STEP b ON ANY NODE ON ERROR PAUSE { SELECT 1 } ROLLBACK NONE BECAUSE 'it reads';
                VERIFY w ON ANY NODE { SELECT 1 } EXPECT TRUE WARN ONLY;
                CONFIRM 'Go on?';
                STEP c ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };
                STEP d ON ANY NODE ON ERROR ROLLBACK { SELECT 1 } ROLLBACK { SELECT 1 };
                STEP e ON ANY NODE ON ERROR ROLLBACK { SELECT 1 } IRREVERSIBLE;
                STEP f ON ANY NODE ON ERROR ROLLBACK { SELECT 1 } ROLLBACK { SELECT 1 };
                """);
        assertThat(section(runbook, "## In which order")).startsWith("""

                | # | action | where | undo | after an error |
                |---|---|---|---|---|
                | 1 | [STEP a](#step-a) | one node of the cluster (`s1r1`) | yes | undoes all so far |
                | 2 | [STEP b](#step-b) | one node of the cluster (`s1r1`) | nothing to do | pauses |
                | 3 | [VERIFY w](#verify-w) | one node of the cluster (`s1r1`) | changes nothing | warns, goes on |
                | 4 | [CONFIRM 1](#confirm-1) |  | changes nothing | waits for a person |
                | 5 | [STEP c](#step-c) | one node of the cluster (`s1r1`) | yes | pauses |
                | 6 | [STEP d](#step-d) | one node of the cluster (`s1r1`) | yes | undoes all so far |
                | 7 | [STEP e](#step-e) | one node of the cluster (`s1r1`) | **irreversible** | pauses |
                | 8 | [STEP f](#step-f) | one node of the cluster (`s1r1`) | yes | pauses |
                """);
        assertThat(section(runbook, "### STEP b"))
                .contains(
                        "- **After an error:** the run pauses and undoes nothing, because the file says `ON ERROR PAUSE`");
        assertThat(section(runbook, "### STEP c"))
                .contains(
                        "- **After an error:** the run pauses and undoes nothing, because a person has confirmed or tables were swapped before");
        assertThat(section(runbook, "### STEP f"))
                .contains("- **After an error:** the run pauses and undoes nothing, because `e` cannot be undone");
        assertThat(section(runbook, "### Undo e")).isEqualTo("\n**impossible: this is irreversible**.\n");
        assertThat(section(runbook, "### Undo b")).isEqualTo("\nNothing to do: it reads.\n");
    }

    @Test
    void targets_are_told_in_words_and_with_the_nodes_that_they_mean() {
        String text = """
                MIGRATION m;
                STEP a ON EACH REPLICA AT ONCE 2 { SELECT 1 } ROLLBACK { SELECT 1 };
                STEP b ON OTHER REPLICAS { SELECT 1 } ROLLBACK { SELECT 1 };
                STEP c ON SHARDS 1, 2..3 { SELECT 1 } ROLLBACK { SELECT 1 };
                STEP d ON SHARD 3 { SELECT 1 } ROLLBACK { SELECT 1 };
                STEP e ON SHARD 2 REPLICA 1 { SELECT 1 } ROLLBACK { SELECT 1 };
                STEP f ON POSTGRES app { SELECT 1 } ROLLBACK { SELECT 1 };
                """;
        String known = runbook("m.amig", text, cluster(3, 1, false), Nodes.KNOWN, Map.of());
        assertThat(known)
                .contains("- **Where:** every node, 2 at a time (`s1r1`, `s2r1`, `s3r1`)\n")
                .contains("- **Where:** every node but one replica of each shard (none here)\n")
                .contains("- **Where:** one replica of each of the shards 1, 2 to 3 (`s1r1`, `s2r1`, `s3r1`)\n")
                .contains("- **Where:** one replica of shard 3 (`s3r1`)\n")
                .contains("- **Where:** replica 1 of shard 2 (`s2r1`)\n")
                .contains("- **Where:** PostgreSQL app, in one transaction\n");
        assertThat(runbook("m.amig", text, cluster(3, 1, false), Nodes.EXAMPLE, Map.of()))
                .contains("- **Where:** every node, 2 at a time\n")
                .contains("- **Where:** one replica of shard 3\n");
        assertThat(runbook("m.amig", text, cluster(7, 2, false), Nodes.KNOWN, Map.of()))
                .contains("- **Where:** every node, 2 at a time (14 nodes, s1r1 to s7r2)\n");
    }

    @Test
    void sql_that_differs_between_nodes_is_shown_for_each_or_in_an_example_for_two() {
        String text = "MIGRATION m;\nSTEP a ON EACH SHARD { SELECT ${shard.num} } ROLLBACK { SELECT 1 };";
        assertThat(section(runbook("m.amig", text, cluster(3, 1, false), Nodes.KNOWN, Map.of()), "### STEP a"))
                .endsWith("""

                        On `s1r1`:

                        ```sql
                        SELECT 1;
                        ```

                        On `s2r1`:

                        ```sql
                        SELECT 2;
                        ```

                        On `s3r1`:

                        ```sql
                        SELECT 3;
                        ```
                        """);
        assertThat(section(runbook("m.amig", text, cluster(3, 1, false), Nodes.EXAMPLE, Map.of()), "### STEP a"))
                .contains("\nFor example on `s2r1`:\n")
                .doesNotContain("s3r1");
    }

    @Test
    void the_commands_have_the_parameters_that_they_need_in_a_shells_quotes() {
        String text = """
                MIGRATION m;
                PARAM a;
                PARAM b = 'x';
                PARAM c = 'y';
                STEP s ON ANY NODE { SELECT '${a}${b}${c}' } ROLLBACK { SELECT 1 };
                """;
        Map<String, String> given = Map.of("a", "it's", "b", "z");
        assertThat(section(runbook("m.amig", text, cluster(1, 1, false), Nodes.KNOWN, given), "## Commands"))
                .isEqualTo("""

                        ```sh
                        # the SQL for each node; sends nothing
                        amig render m.amig --param 'a=it'\\''s' --param b=z --cluster posthog
                        # a trial, on a ClickHouse cluster of its own on this machine
                        amig run --embedded m.amig --param 'a=it'\\''s' --param b=z
                        # the run; called again, it goes on where it was
                        amig run m.amig --param 'a=it'\\''s' --param b=z --cluster posthog
                        # how far it is, and what has happened
                        amig status m
                        ```
                        """);
    }

    @Test
    void a_migration_that_changes_and_checks_nothing_says_so() {
        String runbook = runbook("CONFIRM 'Sure?';");
        assertThat(section(runbook, "## How to undo it"))
                .isEqualTo("\nNothing is changed, so nothing has to be undone.\n");
        assertThat(section(runbook, "## What is checked"))
                .isEqualTo("\nNothing but that every statement ends without an error.\n");
    }
}
