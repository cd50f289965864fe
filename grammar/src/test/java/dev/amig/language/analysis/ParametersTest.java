package dev.amig.language.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final ValidMigration MIGRATION = valid("""
            MIGRATION m;
            PARAM source = 'posthog.events';
            PARAM backup = '${source}_backup';
            PARAM count INTEGER = 5;
            PARAM ratio FLOAT = 0.1;
            PARAM flag BOOLEAN = TRUE;
            PARAM wait DURATION = 5 MINUTES;
            PARAM space SIZE = 1 GiB;
            PARAM columns LIST = 'a, b\\\\, c ,d';
            PARAM day;
            """);

    @Test
    void defaults_have_the_type_of_their_parameter() {
        assertThat(MIGRATION.parameters(Map.of("day", "2024-01-01")))
                .containsExactly(
                        Map.entry("source", "posthog.events"),
                        Map.entry("backup", "posthog.events_backup"),
                        Map.entry("count", 5L),
                        Map.entry("ratio", new BigDecimal("0.1")),
                        Map.entry("flag", true),
                        Map.entry("wait", 300L),
                        Map.entry("space", 1L << 30),
                        Map.entry("columns", List.of("a", "b, c", "d")),
                        Map.entry("day", "2024-01-01"));
    }

    @Test
    void overrides_are_read_by_type_and_are_no_templates() {
        assertThat(MIGRATION.parameters(Map.of(
                        "source", "${x}", "count", " -7 ", "flag", "false", "wait", "2 days", "space", "10", "columns",
                        "", "day", "")))
                .containsEntry("source", "${x}")
                .containsEntry("backup", "${x}_backup")
                .containsEntry("count", -7L)
                .containsEntry("flag", false)
                .containsEntry("wait", 172_800L)
                .containsEntry("space", 10L)
                .containsEntry("columns", List.of())
                .containsEntry("day", "");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        assertThatThrownBy(() -> MIGRATION.parameters(Map.of("sorce", "x", "count", "many", "flag", "yes")))
                .isInstanceOf(ParameterException.class)
                .hasMessage("""
                        m.amig:1:11: m has no parameter 'sorce'; it has source, backup, count, ratio, flag, wait, space, columns, day
                          MIGRATION m;
                                    ^
                          help: did you mean source?

                        m.amig:4:7: parameter count: 'many' is no integer
                          PARAM count INTEGER = 5;
                                ^

                        m.amig:6:7: parameter flag: 'yes' is neither true nor false
                          PARAM flag BOOLEAN = TRUE;
                                ^

                        m.amig:10:7: parameter day: a value is required; give one with --param day=… or in the configuration
                          PARAM day;
                                ^""");
    }

    @Test
    void a_migration_without_parameters_says_so() {
        assertThatThrownBy(() -> valid("MIGRATION m;").parameters(Map.of("a", "b")))
                .hasMessageStartingWith("m.amig:1:11: m has no parameter 'a'; it has none\n");
    }

    private static ValidMigration valid(String text) {
        var source = new Source("m.amig", text);
        return Analyzer.analyze(source, MigrationParser.parse(source), TemplateLibrary.empty());
    }
}
