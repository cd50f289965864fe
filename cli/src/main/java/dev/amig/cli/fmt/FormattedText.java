package dev.amig.cli.fmt;

import dev.amig.language.format.Formatter;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A migration before and after it was laid out.
 *
 * @param name as the user wrote it
 */
public record FormattedText(String name, byte[] before, String after) {
    /** @throws LanguageException the bytes are not a migration */
    public static FormattedText of(String name, byte[] bytes) {
        return new FormattedText(name, bytes, Formatter.format(Source.decode(name, bytes)));
    }

    /** Compares bytes: a byte order mark is a change, too. */
    public boolean isChanged() {
        return !Arrays.equals(before, bytes());
    }

    public byte[] bytes() {
        return after.getBytes(StandardCharsets.UTF_8);
    }

    /** A unified diff; empty if nothing is changed. */
    public String diff() {
        return UnifiedDiff.of(name, new String(before, StandardCharsets.UTF_8), after);
    }
}
