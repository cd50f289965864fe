package dev.amig.docs;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A fenced block of a Markdown file.
 *
 * @param line of its first line of text
 * @param info what stands behind the opening fence: {@code amig fragment}
 * @param note the comment directly above it, which a reader of the page does not see
 */
public record Block(Path file, int line, String info, String text, Optional<String> note) {
    public String language() {
        return info.split(" ", 2)[0];
    }

    public boolean has(String word) {
        return (" " + info + " ").contains(" " + word + " ");
    }

    /** {@code docs/language.md:120}, as editors and terminals open it. */
    public String place() {
        return DocumentFiles.nameOf(file) + ":" + line;
    }
}
