package dev.amig.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    private static final Path ROOT = Path.of("..");
    private static final Path GOLDEN = Path.of("src/test/resources/plans");

    private static Cluster cluster(int shards, int replicas, boolean replicated) {
        List<Node> nodes = new ArrayList<>();
        for (int shard = 1; shard <= shards; shard++) {
            for (int replica = 1; replica <= replicas; replica++) {
                nodes.add(new Node(shard, replica, "ch-" + shard + "-" + replica, 9100));
            }
        }
        return Cluster.of("posthog", nodes, replicated, Map.of());
    }

    private static ValidMigration migration(String name, String text) {
        Source source = new Source(name + ".amig", text);
        return Analyzer.analyze(source, MigrationParser.parse(source), TemplateLibrary.load(ROOT.resolve("templates")));
    }

    private static Plan plan(String body, Cluster cluster) {
        return Planner.plan(migration("m", "MIGRATION m;\n" + body), PlanRequest.dry(cluster));
    }

    private static List<String> nodesOf(String target, Cluster cluster) {
        Plan plan = plan("STEP s " + target + " { SELECT 1 } ROLLBACK { SELECT 2 };", cluster);
        return plan.actions().get(0).nodes().stream().map(it -> it.node().id()).toList();
    }

    /** Files whose dry run is held against a golden one: where they lie. */
    private static final Map<String, Path> FILES = Map.of(
            "0001_create_events", ROOT.resolve("migrations.d"),
            "whole", ROOT.resolve("grammar/src/test/resources/corpus"),
            "postgres", Path.of("src/test/resources/migrations"));

    /** The whole text of a plan as a reviewer sees it; -Damig.golden=write writes the files anew. */
    @ParameterizedTest
    @CsvSource({
        "0001_create_events, 1, 1, false, one-node",
        "0001_create_events, 2, 1, false, two-shards",
        "0001_create_events, 2, 2, true, replicated",
        "whole, 1, 1, false, one-node",
        "whole, 2, 1, false, two-shards",
        "whole, 2, 2, true, replicated",
        "postgres, 2, 1, false, two-shards",
    })
    void the_dry_run_as_a_reviewer_reads_it(String name, int shards, int replicas, boolean replicated, String golden)
            throws IOException {
        Plan plan = planOf(name, cluster(shards, replicas, replicated));
        // The checksum covers the whole file, comments too; it has tests of its own.
        assertGolden(name + "." + golden + ".sql", PlanText.of(plan).replaceFirst(", plan [0-9a-f]{12}", ", plan …"));
    }

    @ParameterizedTest
    @CsvSource({"whole, 2, 2, true", "postgres, 2, 1, false"})
    void the_dry_run_as_files_and_as_json(String name, int shards, int replicas, boolean replicated)
            throws IOException {
        Plan plan = planOf(name, cluster(shards, replicas, replicated));
        Map<String, String> files = PlanSqlFiles.of(plan);
        assertGolden(name + ".files.txt", String.join("\n", files.keySet()) + "\n");
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().contains("s1r1") || file.getKey().contains("postgres_")) {
                assertGolden("files/" + file.getKey(), file.getValue().replaceFirst("plan [0-9a-f]{12}", "plan …"));
            }
        }
        String json = PlanJson.of(plan).toPrettyString() + "\n";
        assertGolden(name + ".json", json.replace(plan.checksum(), "…"));
    }

    private static Plan planOf(String name, Cluster cluster) throws IOException {
        String text = Files.readString(FILES.get(name).resolve(name + ".amig"));
        String stem = text.replaceFirst("(?s).*?MIGRATION (\\S+).*", "$1").replace(";", "");
        return Planner.plan(migration(stem, text), PlanRequest.dry(cluster).withRun(new RunContext(41, Instant.EPOCH)));
    }

    private static void assertGolden(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name);
        if ("write".equals(System.getProperty("amig.golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @Test
    void every_target_names_its_nodes() {
        Cluster cluster = cluster(3, 2, true);
        assertThat(nodesOf("ON ANY NODE", cluster)).containsExactly("s1r1");
        assertThat(nodesOf("ON EACH SHARD", cluster)).containsExactly("s1r1", "s2r1", "s3r1");
        assertThat(nodesOf("ON EACH REPLICA", cluster)).containsExactly("s1r1", "s1r2", "s2r1", "s2r2", "s3r1", "s3r2");
        assertThat(nodesOf("ON OTHER REPLICAS", cluster)).containsExactly("s1r2", "s2r2", "s3r2");
        assertThat(nodesOf("ON SHARD 2", cluster)).containsExactly("s2r1");
        assertThat(nodesOf("ON SHARDS 1, 2..3", cluster)).containsExactly("s1r1", "s2r1", "s3r1");
        assertThat(nodesOf("ON SHARD 2 REPLICA 2", cluster)).containsExactly("s2r2");
        assertThat(nodesOf("ON OTHER REPLICAS", cluster(2, 1, false))).isEmpty();
    }

    @Test
    void a_shard_that_the_cluster_does_not_have_is_told_at_its_place() {
        assertThatThrownBy(() -> nodesOf("ON SHARD 7", cluster(2, 1, false)))
                .isInstanceOf(LanguageException.class)
                .hasMessage("""
                        m.amig:2:8: there is no shard 7
                          STEP s ON SHARD 7 { SELECT 1 } ROLLBACK { SELECT 2 };
                                 ^
                          help: cluster posthog has the nodes s1r1, s2r1""");
    }

    @Test
    void each_node_gets_its_own_sql_and_place() {
        Plan plan = plan(
                "STEP s ON EACH SHARD {\n  SELECT '${shard.num} ${node.id}';\n  SELECT 2\n} ROLLBACK { SELECT 3 };",
                cluster(2, 1, false));
        assertThat(plan.actions().get(0).nodes())
                .extracting(node -> node.statements().get(0).sql())
                .containsExactly("SELECT '1 s1r1'", "SELECT '2 s2r1'");
        assertThat(plan.actions().get(0).nodes().get(1).statements())
                .extracting(statement -> statement.location().toString())
                .containsExactly("m.amig:3:3", "m.amig:4:3");
        assertThat(plan.statementCount()).isEqualTo(4);
    }

    @Test
    void settings_of_the_action_win_over_the_files_and_those_over_the_projects() {
        PlanRequest request = new PlanRequest(
                cluster(1, 1, false),
                PlanRequest.dry(cluster(1, 1, false)).replicas(),
                RunContext.DRY,
                Map.of(),
                Map.of("a", "project", "b", "project", "c", "project"),
                Map.of());
        Plan plan = Planner.plan(
                migration(
                        "m",
                        "MIGRATION m;\nSETTINGS b = 'file', c = 'file';\nSTEP s ON ANY NODE SETTINGS c = 'step' { SELECT 1 } ROLLBACK { SELECT 1 };"),
                request);
        assertThat(((PlannedAction.Step) plan.actions().get(0)).settings())
                .isEqualTo(Map.of("a", "project", "b", "file", "c", "step"));
    }

    @Test
    void the_checksum_tells_what_would_be_done_apart() {
        String body = "PARAM p = '1';\nSTEP s ON EACH SHARD { SELECT ${p} } ROLLBACK { SELECT 1 };";
        String one = plan(body, cluster(1, 1, false)).checksum();
        assertThat(plan(body, cluster(1, 1, false)).checksum()).isEqualTo(one).hasSize(64);
        assertThat(plan(body, cluster(2, 1, false)).checksum()).isNotEqualTo(one);
        assertThat(Planner.plan(
                                migration("m", "MIGRATION m;\n" + body),
                                PlanRequest.dry(cluster(1, 1, false)).withParameters(Map.of("p", "2")))
                        .checksum())
                .isNotEqualTo(one);
    }

    @Test
    void a_query_is_one_statement() {
        assertThatThrownBy(() -> plan("VERIFY v ON ANY NODE { SELECT 1; SELECT 2 } EXPECT TRUE;", cluster(1, 1, false)))
                .isInstanceOf(LanguageException.class)
                .hasMessageStartingWith("m.amig:2:24: VERIFY takes one query, found 2 statements");
    }

    @Test
    void the_sql_files_can_be_run_by_a_client() {
        Plan plan = plan("""
                STEP s ON EACH SHARD SETTINGS max_threads = 2 { SELECT -- why\n  ${shard.num} } ROLLBACK { SELECT 'back' };
                CONFIRM 'Sure?';
                VERIFY v ON SHARD 1 { SELECT 1 } EXPECT TRUE;
                """, cluster(2, 1, false));
        Map<String, String> files = PlanSqlFiles.of(plan);
        String checksum = plan.checksum().substring(0, 12);
        assertThat(files.keySet())
                .containsExactly("m.s1r1.sql", "m.s1r1.rollback.sql", "m.s2r1.sql", "m.s2r1.rollback.sql");
        assertThat(files.get("m.s1r1.sql")).isEqualTo("""
                        -- m on s1r1 (ch-1-1:9100) of cluster posthog, forward, plan %s

                        -- [1] STEP s SETTINGS max_threads = 2
                        SET max_threads = 2;
                        SELECT -- why
                          1;
                        SET max_threads = DEFAULT;

                        -- [2] CONFIRM 'Sure?'
                        -- stop here until somebody has answered

                        -- [3] VERIFY v
                        SELECT 1;
                        -- EXPECT TRUE
                        """.formatted(checksum));
        assertThat(files.get("m.s2r1.rollback.sql")).isEqualTo("""
                        -- m on s2r1 (ch-2-1:9100) of cluster posthog, rollback, plan %s

                        -- rollback of [1] s
                        SET max_threads = 2;
                        SELECT 'back';
                        SET max_threads = DEFAULT;
                        """.formatted(checksum));
    }
}
