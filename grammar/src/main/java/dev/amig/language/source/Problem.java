package dev.amig.language.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong in a text, told to its author.
 *
 * @param message  what is wrong, one line, beginning in lower case
 * @param line     the text of the line that holds the place; absent: unknown
 * @param hints    what to do, or where it came from; each one line
 */
public record Problem(Location location, String message, Optional<String> line, List<String> hints) {
    public Problem {
        hints = List.copyOf(hints);
    }

    public Problem(Location location, String message, String line) {
        this(location, message, Optional.of(line), List.of());
    }

    public Problem withHint(String hint) {
        var more = new ArrayList<>(hints);
        more.add(hint);
        return new Problem(location, message, line, more);
    }

    /** {@code file:line:column: message}, the line, a caret under the place, the hints. No line feed at the end. */
    @Override
    public String toString() {
        var text = new StringBuilder().append(location).append(": ").append(message);
        line.filter(it -> !it.isBlank())
                .ifPresent(it -> text.append("\n  ")
                        .append(it)
                        .append("\n  ")
                        .append(margin(it))
                        .append('^'));
        hints.forEach(hint -> text.append("\n  help: ").append(hint));
        return text.toString();
    }

    /** As wide as what stands before the place on a terminal: tabs stay tabs, wide characters take two cells. */
    private String margin(String line) {
        var margin = new StringBuilder();
        line.codePoints().limit(location.column() - 1L).forEach(c -> {
            if (c == '\t') {
                margin.append('\t');
            } else {
                margin.append(" ".repeat(cells(c)));
            }
        });
        return margin.toString();
    }

    private static int cells(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        return codePoint >= 0x1100 && codePoint <= 0x115F
                || codePoint >= 0x2E80 && codePoint <= 0xA4CF
                || codePoint >= 0xAC00 && codePoint <= 0xD7A3
                || codePoint >= 0xF900 && codePoint <= 0xFAFF
                || codePoint >= 0xFE30 && codePoint <= 0xFE6F
                || codePoint >= 0xFF00 && codePoint <= 0xFF60
                || codePoint >= 0x1F300 && codePoint <= 0x1F64F
                || codePoint >= 0x1F680 && codePoint <= 0x1FAFF
                || codePoint >= 0x20000 && codePoint <= 0x3FFFD;
    }
}
