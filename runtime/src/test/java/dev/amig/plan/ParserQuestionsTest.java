package dev.amig.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParserQuestionsTest {
    private static final Cluster CLUSTER = Cluster.of(
            "main",
            List.of(new Node(1, 1, "a", 1), new Node(1, 2, "b", 1), new Node(2, 1, "c", 1), new Node(2, 2, "d", 1)),
            true,
            Map.of());

    @Test
    void a_text_that_many_nodes_get_is_asked_about_once() {
        assertThat(asked("""
                MIGRATION m;
                STEP a ON EACH REPLICA { SELECT 1; SELECT ${shard.num} } ROLLBACK { SELECT 1 };
                """))
                .containsExactly(
                        "s1r1 2:26 SELECT 1", "s1r1 2:36 SELECT 1", "s2r1 2:36 SELECT 2", "s1r1 2:69 SELECT 1");
    }

    @Test
    void every_query_of_the_author_is_asked_about_but_for_those_of_postgresql() {
        assertThat(asked("""
                MIGRATION m;
                REQUIRED WHEN { SELECT 'required' };
                PRECHECK 'p' { SELECT 'precheck' };
                HEALTHCHECK 'h' { SELECT 'health' };
                PROGRESS { SELECT 'progress' };
                STEP a ON POSTGRES { SELECT 'postgres' } ROLLBACK { SELECT 'postgres' };
                STEP b ON SHARD 2 FOR EACH ROW (x) IN { SELECT 'rows' } { SELECT ${row.x} } ROLLBACK { SELECT 'b' };
                WAIT c UNTIL ON ANY NODE { SELECT 'wait' } EVERY 1 SECONDS TIMEOUT 1 MINUTES;
                VERIFY d ON ANY NODE { SELECT 'verify' } EXPECT ROWS ON MISMATCH { SELECT 'mismatch' };
                SWAP e TABLES f AND g ON EACH REPLICA;
                """))
                .containsExactly(
                        "s1r1 2:17 SELECT 'required'",
                        "s1r1 3:16 SELECT 'precheck'",
                        "s1r1 4:19 SELECT 'health'",
                        "s1r1 5:12 SELECT 'progress'",
                        "s2r1 7:41 SELECT 'rows'",
                        "s2r1 7:59 SELECT x",
                        "s2r1 7:88 SELECT 'b'",
                        "s1r1 8:28 SELECT 'wait'",
                        "s1r1 9:24 SELECT 'verify'",
                        "s1r1 9:68 SELECT 'mismatch'");
    }

    @Test
    void a_copy_is_one_insert_each_of_whose_pieces_knows_its_place() {
        ParserQuestion insert = questions("""
                MIGRATION m;
                PARAM t = 'db.t';
                COPY c FROM ${t} TO db.u ON EACH SHARD
                  COLUMNS (a, `ä b`, lower(x) AS c)
                  WHERE { y > 0 }
                ROLLBACK { SELECT 1 };
                """).get(0);
        assertThat(insert.sql()).isEqualTo("""
                INSERT INTO db.u (a, `ä b`, c)
                SELECT a, `ä b`, lower(x)
                FROM db.t
                WHERE (y > 0
                )""");
        assertThat(place(insert, "db.u")).isEqualTo("3:21");
        assertThat(place(insert, "a, `ä b`, c")).isEqualTo("4:12");
        assertThat(place(insert, "(x)")).isEqualTo("4:27");
        assertThat(place(insert, "db.t")).isEqualTo("3:13");
        assertThat(place(insert, "> 0")).isEqualTo("5:13");
    }

    /** As ClickHouse counts: bytes, from 1. */
    private static String place(ParserQuestion question, String text) {
        int before = question.sql().indexOf(text);
        int position = question.sql().substring(0, before).getBytes(StandardCharsets.UTF_8).length + 1;
        var place = question.place(position);
        return place.line() + ":" + place.column();
    }

    private static List<String> asked(String text) {
        return questions(text).stream()
                .map(it -> "%s %d:%d %s"
                        .formatted(
                                it.node().id(),
                                it.location().line(),
                                it.location().column(),
                                it.sql()))
                .toList();
    }

    private static List<ParserQuestion> questions(String text) {
        var source = new Source("m.amig", text);
        ValidMigration valid = Analyzer.analyze(source, MigrationParser.parse(source), TemplateLibrary.empty());
        return ParserQuestions.of(valid, PlanRequest.dry(CLUSTER)).questions();
    }
}
