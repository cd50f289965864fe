package dev.amig.language.lint;

/** Looks at the comments that suppress the findings of others, after all others were asked. */
public abstract non-sealed class IgnoreRule extends Rule {
    protected IgnoreRule(RulePage page) {
        super(page);
    }
}
