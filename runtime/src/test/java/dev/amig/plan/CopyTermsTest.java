package dev.amig.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyTermsTest {
    @Test
    void what_is_kept_of_a_plan_tells_settings_and_throttles_of_each_node() {
        String clauses = clauses("""
                COPY history FROM a TO b ON EACH SHARD
                  THROTTLE WHILE 'it is "noon"' { SELECT ${shard.num} > 1 -- a comment
                  }
                  THROTTLE WHILE 'replicas lag' { SELECT 0 }
                  SETTINGS max_threads = 3, max_memory_usage = '9G'
                ROLLBACK NONE BECAUSE 'of this test';
                """);
        assertThat(CopyTerms.of(clauses, "s2r1"))
                .isEqualTo(new CopyTerms(
                        Map.of("max_threads", "3", "max_memory_usage", "9G"),
                        List.of(
                                new CopyTask.Throttle("it is \"noon\"", "SELECT 2 > 1 -- a comment"),
                                new CopyTask.Throttle("replicas lag", "SELECT 0"))));
    }

    @Test
    void a_copy_of_which_nothing_is_said_has_no_terms() {
        String clauses = clauses("COPY history FROM a TO b ON EACH SHARD ROLLBACK NONE BECAUSE 'of this test';");
        assertThat(CopyTerms.of(clauses, "s1r1")).isEqualTo(CopyTerms.NONE);
        assertThat(CopyTerms.of(clauses, "s9r1")).isEqualTo(CopyTerms.NONE);
    }

    @Test
    void what_is_no_plan_is_refused() {
        assertThatThrownBy(() -> CopyTerms.of("{", "s1r1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the journal holds a plan that is not the JSON it should be: {");
    }

    private static String clauses(String copy) {
        Source source = new Source("m.amig", "MIGRATION m;\n" + copy);
        Cluster cluster =
                Cluster.of("c", List.of(new Node(1, 1, "one", 9100), new Node(2, 1, "two", 9100)), false, Map.of());
        Plan plan = Planner.plan(
                Analyzer.analyze(source, MigrationParser.parse(source), TemplateLibrary.load(Path.of("../templates"))),
                PlanRequest.dry(cluster));
        return PlanJson.clauses(plan.actions().get(0)).toPrettyString();
    }
}
