package dev.amig.language.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Step;
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
                        "CREATE TABLE posthog.events (a String) ENGINE = Memory", "SELECT {x:UInt8}, ';', $$;$$");
        var create = sql.statements().get(0);
        assertThat(create.location()).hasToString("0001_a.amig:4:3");
        assertThat(create.locate("CREATE TABLE post".length())).hasToString("0001_a.amig:4:16");
        assertThat(create.locate("CREATE TABLE posthog.events (".length())).hasToString("0001_a.amig:4:27");
        assertThat(sql.statements().get(1).location()).hasToString("0001_a.amig:5:3");
    }

    private static ValidMigration valid(Source source) {
        return Analyzer.analyze(source, MigrationParser.parse(source), TemplateLibrary.empty());
    }
}
