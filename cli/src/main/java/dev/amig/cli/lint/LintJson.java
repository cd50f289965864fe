package dev.amig.cli.lint;

import dev.amig.language.lint.Finding;
import dev.amig.language.lint.LintReport;
import dev.amig.language.lint.Suppressed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A finding for machines ({@code --json}).
 *
 * @param refused    {@code render} and {@code run} refuse the file
 * @param help       what to write instead
 * @param suppressed the reason that the file gives; absent: it counts
 */
public record LintJson(
        String rule,
        String severity,
        boolean refused,
        String file,
        int line,
        int column,
        String message,
        List<String> help,
        Optional<String> suppressed) {

    /** Those that count first. */
    public static List<LintJson> of(LintReport report) {
        return Stream.concat(
                        report.findings().stream().map(it -> of(it, Optional.empty())),
                        report.suppressed().stream().map(LintJson::of))
                .toList();
    }

    private static LintJson of(Suppressed suppressed) {
        return of(suppressed.finding(), Optional.of(suppressed.reason()));
    }

    private static LintJson of(Finding finding, Optional<String> suppressed) {
        return new LintJson(
                finding.rule(),
                finding.severity().toString(),
                finding.isError(),
                finding.location().file(),
                finding.location().line(),
                finding.location().column(),
                finding.message(),
                finding.problem().hints(),
                suppressed);
    }
}
