package dev.amig.language.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    /** Those for the engine are tried where there is one, in LintEngineIT. */
    static List<Rule> rules() {
        return Rules.ALL.stream().filter(it -> !(it instanceof EngineRule)).toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_bad_example_gives_exactly_this_finding(Rule rule) {
        List<Finding> findings = Lint.of(rule.page().bad()).findings();
        assertThat(findings).extracting(Finding::rule).containsExactly(rule.name());
        assertThat(findings)
                .extracting(Finding::severity)
                .containsExactly(rule.page().severity());
        assertThat(findings).extracting(Finding::isError).containsExactly(rule instanceof ErrorRule);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_good_example_gives_none(Rule rule) {
        assertThat(Lint.of(rule.page().good()).findings()).isEmpty();
    }

    @Test
    void every_class_of_the_package_is_a_rule_that_is_asked() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.amig.language.lint.rules");
        assertThat(Rules.ALL)
                .extracting(it -> it.getClass().getName())
                .containsExactlyInAnyOrderElementsOf(classes.stream()
                        .filter(it -> it.isAssignableTo(Rule.class))
                        .map(it -> it.getName())
                        .toList());
    }

    @Test
    void a_rule_without_a_reason_or_an_example_does_not_load() {
        assertThatThrownBy(() -> new RulePage(Severity.NOTE, "a thing", " ", "MIGRATION a;", "MIGRATION b;"))
                .hasMessage("a rule needs a summary, a reason, a bad and a good example");
    }
}
