package dev.amig.language.lint;

/**
 * An error rather than an opinion: parser, analyzer or graph find it, {@code run} and {@code render} refuse the file, and no
 * comment suppresses it. It is a rule so that it has a name and a page.
 */
public abstract non-sealed class ErrorRule extends Rule {
    protected ErrorRule(RulePage page) {
        super(page);
    }
}
