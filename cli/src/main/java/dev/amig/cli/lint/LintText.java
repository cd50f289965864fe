package dev.amig.cli.lint;

import dev.amig.cli.output.Terminal;
import dev.amig.language.lint.Finding;
import dev.amig.language.lint.LintReport;
import dev.amig.language.lint.Severity;
import java.util.ArrayList;
import java.util.List;

/** Findings for people: each as errors are shown, and one line at the end. */
public final class LintText {
    private LintText() {}

    /** @param files how many were looked at */
    public static void print(LintReport report, int files, Terminal terminal) {
        for (Finding finding : report.findings()) {
            terminal.out().println(finding);
            terminal.out().println();
        }
        terminal.out().println(summary(report, files));
    }

    static String summary(LintReport report, int files) {
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = report.findings().stream()
                    .filter(it -> it.severity() == severity)
                    .count();
            if (count > 0) {
                parts.add(count(count, severity.toString()));
            }
        }
        String found = parts.isEmpty() ? "no findings" : String.join(", ", parts);
        int known = report.suppressed().size();
        return found + " in " + count(files, "file") + (known == 0 ? "" : "; " + known + " suppressed");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
