package dev.amig.language.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidMigrationTest {
    @Test
    void an_island_is_rendered_and_split_into_statements_that_know_where_they_were_written() {
        var source = new Source("0001_a.amig", """
                MIGRATION 0001_a;
                PARAM source = 'posthog.events';
                STEP first ON EACH SHARD {
                  CREATE TABLE ${source} (a String) ENGINE = Memory; -- ;
                  SELECT {x:UInt8}, ';', $$;$$
                };
                """);
        var migration = valid(source);
        var step = (Step) migration.migration().actions().get(0);
        var sql = migration.render(step.statements(), migration.parameters(Map.of()));
        assertThat(sql.statements())
                .extracting(SqlStatement::text)
                .containsExactly(
                        "CREATE TABLE posthog.events (a String) ENGINE = Memory",
                        "-- ;\n  SELECT {x:UInt8}, ';', $$;$$");
        var create = sql.statements().get(0);
        assertThat(create.location()).hasToString("0001_a.amig:4:3");
        assertThat(create.locate("CREATE TABLE post".length())).hasToString("0001_a.amig:4:16");
        assertThat(create.locate("CREATE TABLE posthog.events (".length())).hasToString("0001_a.amig:4:27");
        assertThat(sql.statements().get(1).location()).hasToString("0001_a.amig:5:3");
    }

    @Test
    void a_position_that_the_server_names_in_bytes_is_found_in_the_file() {
        var migration = valid(new Source(
                "m.amig",
                "MIGRATION m;\nSTEP s ON ANY NODE { SELECT 'é😀',\r\n  ${1} AS x }; STEP t ON ANY NODE { a };"));
        var statement =
                migration.render(island(migration, 0), Map.of()).statements().get(0);
        assertThat(statement.text()).isEqualTo("SELECT 'é😀',\r\n  1 AS x");
        assertThat(statement.locatePosition(1)).hasToString("m.amig:2:22");
        assertThat(statement.locatePosition(9)).hasToString("m.amig:2:30");
        assertThat(statement.locatePosition(15)).hasToString("m.amig:2:32");
        assertThat(statement.locatePosition(23)).hasToString("m.amig:3:8");
        assertThat(statement.locatePosition(0)).hasToString("m.amig:2:22");
        assertThat(statement.locatePosition(9_999_999_999L)).hasToString("m.amig:3:12");
    }

    @Test
    void texts_are_rendered_too() {
        var migration = valid(new Source("m.amig", "MIGRATION m; PARAM n INTEGER = 1000; CONFIRM 'drop ${n} rows?';"));
        var question = ((Confirm) migration.migration().actions().get(0)).question();
        assertThat(migration.render(question, migration.parameters(Map.of()))).isEqualTo("drop 1000 rows?");
    }

    @Test
    void a_template_file_cannot_take_a_name_that_means_something_else() {
        assertThatThrownBy(() -> valid(new Source("m.amig", "MIGRATION m;"), new Source("t/cluster.ftl", "x")))
                .isInstanceOf(AnalysisException.class)
                .hasMessage("""
                        t/cluster.ftl:1:1: a template file cannot be called cluster.ftl: templates know something else by that name
                          x
                          ^""");
    }

    @Test
    void an_island_of_another_migration_is_refused() {
        var migration = valid(new Source("m.amig", "MIGRATION m;"));
        var other = new Island(new Location("n.amig", 1, 1), "x", false);
        assertThatThrownBy(() -> migration.render(other, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the island at n.amig:1:1 is not one of this migration");
    }

    @Test
    void the_checksum_changes_with_the_file_and_with_the_templates_it_may_call() {
        var text = "MIGRATION m; STEP s ON ANY NODE { ${a.f()} };";
        var a = new Source("t/a.ftl", "<#function f><#return b.f()></#function>");
        var b = new Source("t/b.ftl", "<#function f><#return 1></#function>");
        var other = new Source("t/c.ftl", "<#function f><#return 1></#function>");
        String checksum = checksum(text, a, b, other);
        assertThat(checksum).matches("[0-9a-f]{64}").isEqualTo(checksum(text, a, b, other));
        assertThat(checksum(text, a, b, changed(other))).isEqualTo(checksum);
        assertThat(checksum(text, a, changed(b), other)).isNotEqualTo(checksum);
        assertThat(checksum(text, changed(a), b, other)).isNotEqualTo(checksum);
        assertThat(checksum(text + "\n", a, b, other)).isNotEqualTo(checksum);
    }

    private static Source changed(Source source) {
        return new Source(source.name(), source.text() + "<#-- -->");
    }

    private static String checksum(String text, Source... templates) {
        return valid(new Source("m.amig", text), templates).checksum();
    }

    private static Island island(ValidMigration migration, int action) {
        return ((Step) migration.migration().actions().get(action)).statements();
    }

    private static ValidMigration valid(Source source, Source... templates) {
        return Analyzer.analyze(source, MigrationParser.parse(source), TemplateLibrary.of(List.of(templates)));
    }
}
