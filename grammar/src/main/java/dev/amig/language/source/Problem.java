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
 * @param rule     the name under which the manual explains it ({@code docs/rules}); absent: it has no page of its own
 */
public record Problem(
        Location location, String message, Optional<String> line, List<String> hints, Optional<String> rule) {
    private static final int MOST_BEFORE = 150;
    private static final int MOST_BEHIND = 150;
    private static final int CONTROL_PICTURES = 0x2400;

    public Problem {
        hints = List.copyOf(hints);
    }

    public Problem(Location location, String message, Optional<String> line, List<String> hints) {
        this(location, message, line, hints, Optional.empty());
    }

    public Problem(Location location, String message, String line) {
        this(location, message, Optional.of(line), List.of());
    }

    public Problem withHint(String hint) {
        var more = new ArrayList<>(hints);
        more.add(hint);
        return new Problem(location, message, line, more, rule);
    }

    public Problem withRule(String name) {
        return new Problem(location, message, line, hints, Optional.of(name));
    }

    /** {@code file:line:column: message}, the line, a caret under the place, the hints. No line feed at the end. */
    @Override
    public String toString() {
        var text = new StringBuilder().append(location).append(": ").append(message);
        line.filter(it -> !it.isBlank()).ifPresent(it -> excerpt(it, text));
        hints.forEach(hint -> text.append("\n  help: ").append(hint));
        return text.toString();
    }

    private void excerpt(String line, StringBuilder text) {
        int[] characters = line.codePoints().map(Problem::visible).toArray();
        int place = Math.min(location.column() - 1, characters.length);
        int from = Math.max(0, place - MOST_BEFORE);
        int to = Math.min(characters.length, place + MOST_BEHIND);
        String before = from > 0 ? "…" : "";
        String behind = to < characters.length ? "…" : "";
        text.append("\n  ")
                .append(before)
                .append(new String(characters, from, to - from))
                .append(behind);
        text.append("\n  ")
                .append(" ".repeat(before.length()))
                .append(margin(characters, from, place))
                .append('^');
    }

    /** A terminal would act on control characters: they are shown as the pictures Unicode has for them. */
    private static int visible(int c) {
        return c < ' ' && c != '\t' ? c + CONTROL_PICTURES : c;
    }

    /** As wide as what stands before the place on a terminal: tabs stay tabs, wide characters take two cells. */
    private static String margin(int[] characters, int from, int to) {
        var margin = new StringBuilder();
        for (int at = from; at < to; at++) {
            margin.append(characters[at] == '\t' ? "\t" : " ".repeat(cells(characters[at])));
        }
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
