package dev.amig.language.lint;

import java.util.List;

/**
 * What is to be said about some files.
 *
 * @param findings by file, then by place
 * @param suppressed those that a comment with a reason answers
 */
public record LintReport(List<Finding> findings, List<Suppressed> suppressed) {
    public LintReport {
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
    }

    /** At least one file cannot be run at all. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }

    public boolean hasAtLeast(Severity severity) {
        return findings.stream().anyMatch(it -> it.severity().isAtLeast(severity));
    }
}
