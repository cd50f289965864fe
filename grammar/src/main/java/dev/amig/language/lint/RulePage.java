package dev.amig.language.lint;

/**
 * What a rule says about itself; its page of the manual and its tests are made of it.
 *
 * @param summary one line without a full stop: what is reported
 * @param reason  why it hurts: a paragraph, or several with an empty line between them
 * @param bad     one or more migrations, each beginning with {@code MIGRATION} at a line's start, that have exactly this finding
 * @param good    the same written well: no rule finds anything
 */
public record RulePage(Severity severity, String summary, String reason, String bad, String good) {
    /** @throws IllegalArgumentException something is missing: such a rule must not load */
    public RulePage {
        for (String part : new String[] {summary, reason, bad, good}) {
            if (part.isBlank()) {
                throw new IllegalArgumentException("a rule needs a summary, a reason, a bad and a good example");
            }
        }
        summary = summary.strip();
        reason = reason.strip();
        bad = bad.strip() + "\n";
        good = good.strip() + "\n";
    }
}
