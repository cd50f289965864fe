package dev.amig.language.lint;

import java.util.Locale;

/** How sure it is that a finding hurts. The worst comes first. */
public enum Severity {
    /** It will fail, or lose or double rows. */
    ERROR,
    /** It will hurt on some cluster, on some day. */
    WARNING,
    /** It could be clearer. */
    NOTE;

    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    /** {@code error}, {@code warning}, {@code note}: as SARIF writes them, too. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
