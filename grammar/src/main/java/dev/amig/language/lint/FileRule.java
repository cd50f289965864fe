package dev.amig.language.lint;

/** Looks at one file by itself. */
public abstract non-sealed class FileRule extends Rule {
    protected FileRule(RulePage page) {
        super(page);
    }

    public abstract void check(LintedFile file, Findings findings);
}
