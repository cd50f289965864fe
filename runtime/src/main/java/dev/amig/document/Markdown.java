package dev.amig.document;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts as GitHub's Markdown shows them unchanged (https://github.github.com/gfm/), escaped as little as that allows: the
 * document is also read as it is.
 */
final class Markdown {
    private static final int SHORTEST_FENCE = 3;
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    /**
     * Everywhere: what opens code, links, HTML, emphasis, strikethrough, and what closes a heading. Underscores between letters
     * open nothing.
     */
    private static final Pattern SPECIAL =
            Pattern.compile("[\\\\`*\\[\\]<~]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|(?<!\\S)#|&(?=#?\\w+;)");
    /** At a line's start: headings, quotes, lists by number, rules and underlined headings. */
    private static final Pattern LINE_START = Pattern.compile("^(?:[#>+|]|={2,}|-{2,}|\\d+(?=[.)]))");

    private Markdown() {}

    /** Part of a line, or one line behind other words. */
    static String text(String text) {
        return SPECIAL.matcher(oneLine(text)).replaceAll(it -> Matcher.quoteReplacement("\\" + it.group()));
    }

    /** A line of its own. A dash at its start makes a list, as it does where it was written. */
    static String line(String text) {
        String escaped = text(text);
        Matcher start = LINE_START.matcher(escaped);
        if (!start.find()) {
            return escaped;
        }
        boolean number = Character.isDigit(start.group().charAt(0));
        return number ? start.group() + "\\" + escaped.substring(start.end()) : "\\" + escaped;
    }

    /** Between backticks, more of them than the text has in a row. */
    static String code(String text) {
        String line = oneLine(text);
        if (line.isEmpty()) {
            return "(empty)";
        }
        String ticks = "`".repeat(longest(line) + 1);
        // One space at both ends is taken away again, unless there is nothing else.
        boolean touching = line.startsWith("`") || line.endsWith("`") || line.startsWith(" ") && line.endsWith(" ");
        return ticks + (touching && !line.isBlank() ? " " + line + " " : line) + ticks;
    }

    /** A cell of a table, of text that is Markdown already: a bar would end it, in code too. */
    static String cell(String markdown) {
        return oneLine(markdown).replace("|", "\\|");
    }

    /** A block of code that no backticks inside it can end. */
    static String fenced(String language, String text) {
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longest(text) + 1));
        return fence + language + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence;
    }

    static String link(String text, String anchor) {
        return "[" + text(text) + "](#" + anchor + ")";
    }

    static String codes(List<String> texts) {
        return texts.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    private static int longest(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(it -> it.end() - it.start())
                .max()
                .orElse(0);
    }
}
