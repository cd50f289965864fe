package dev.amig.run;

import java.util.List;
import java.util.Optional;

/**
 * The first line in which two texts differ.
 *
 * @param line from 1
 * @param was  empty where the text had ended before
 * @param is   the same of the new text
 */
record TextDifference(int line, Optional<String> was, Optional<String> is) {
    /** Longer lines are shown around the place where they begin to differ. */
    private static final int LONG = 160;

    private static final int BEFORE = 40;

    /** @return empty: they are the same */
    static Optional<TextDifference> between(String was, String is) {
        if (was.equals(is)) {
            return Optional.empty();
        }
        List<String> before = lines(was);
        List<String> now = lines(is);
        int line = 0;
        while (line < before.size() && line < now.size() && before.get(line).equals(now.get(line))) {
            line++;
        }
        Optional<String> old = line < before.size() ? Optional.of(before.get(line)) : Optional.empty();
        Optional<String> young = line < now.size() ? Optional.of(now.get(line)) : Optional.empty();
        int place = commonStart(old.orElse(""), young.orElse(""));
        return Optional.of(
                new TextDifference(line + 1, old.map(it -> excerpt(it, place)), young.map(it -> excerpt(it, place))));
    }

    /** With what nobody sees: a file that was saved on another system differs in nothing else. */
    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.replace("\r", "␍").split("\n", -1));
    }

    /** On two lines of their own. */
    String shown() {
        return "\n    was: %s\n    is:  %s".formatted(was.orElse("(nothing)"), is.orElse("(nothing)"));
    }

    private static int commonStart(String first, String second) {
        int at = 0;
        while (at < first.length() && at < second.length() && first.charAt(at) == second.charAt(at)) {
            at++;
        }
        return at;
    }

    private static String excerpt(String line, int place) {
        if (line.length() <= LONG) {
            return line.strip();
        }
        int from = Math.max(0, Math.min(place - BEFORE, line.length() - LONG));
        int to = Math.min(line.length(), from + LONG);
        return (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
    }
}
