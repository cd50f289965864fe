package dev.amig.transport;

import java.util.Objects;

/**
 * A password or token. It cannot be printed by accident: logs, errors, records that hold it and JSON show {@code ***}.
 * Only {@link #reveal()} gives its text, and only the code that hands it to a server calls that.
 */
public final class Secret {
    /** What is shown in its place. */
    public static final String MASK = "***";

    private final String text;

    private Secret(String text) {
        this.text = Objects.requireNonNull(text);
    }

    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text itself. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
