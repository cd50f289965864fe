package dev.amig.language.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.ErrorTable;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each case of {@code errors/lint.txt} gives, word for word. */
class LintTableTest {
    static List<ErrorTable.Case> cases() {
        return ErrorTable.read("lint.txt", LintTableTest::findings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_migration_has_these_findings(ErrorTable.Case it) {
        assertThat(findings(it.text())).isEqualTo(it.message());
    }

    private static String findings(String text) {
        LintReport report = Lint.of(text);
        String found = report.findings().stream().map(Finding::toString).collect(Collectors.joining("\n\n"));
        String known = report.suppressed().stream()
                .map(it -> "suppressed: %s %s: %s"
                        .formatted(it.finding().rule(), it.finding().location(), it.reason()))
                .collect(Collectors.joining("\n"));
        return found.isEmpty() && known.isEmpty() ? "nothing" : (found + "\n\n" + known).strip();
    }
}
