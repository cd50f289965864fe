package dev.amig.language.lint;

import java.util.List;

/** Looks at files together, for what no file shows by itself. */
public abstract non-sealed class ProjectRule extends Rule {
    protected ProjectRule(RulePage page) {
        super(page);
    }

    /** @param files in the order in which they would run */
    public abstract void check(List<LintedFile> files, Findings findings);
}
