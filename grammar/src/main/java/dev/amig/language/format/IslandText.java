package dev.amig.language.format;

import dev.amig.language.parser.IslandPart;
import dev.amig.language.parser.IslandPart.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An island as it will be written. Its SQL is not taken apart: the lines of a block are indented together, and a line that
 * begins inside a string, a quoted identifier, a heredoc or a comment is not touched, since its white space is data.
 *
 * <p>Where it cannot be known which white space is data, the whole island stays as it is: behind {@code INSERT … FORMAT},
 * where templates capture text or open strings, and where PostgreSQL's strings end otherwise than ClickHouse's.
 */
final class IslandText {
    private static final Pattern INLINE_DATA =
            Pattern.compile("\\binsert\\b.*\\bformat\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What only ClickHouse, or only PostgreSQL, takes for the beginning or for no end of a literal. */
    private static final Pattern OTHER_IN_POSTGRES = Pattern.compile("[\\\\#`\u2018\u201C]|//");

    /** Tags that choose and repeat the text between them, and leave it where it is. */
    private static final Pattern HARMLESS_TAG =
            Pattern.compile("</?#(?:if|elseif|else|list|items|sep)\\b.*", Pattern.DOTALL);

    private final String text;
    private final int sqlStart;
    private final int sqlEnd;
    private final int column;
    private final List<IslandPart> parts;

    /**
     * @param text   with its braces, and {@code RAW}
     * @param column of the first character of SQL, from 0
     */
    IslandText(String text, int column) {
        this.text = text;
        this.sqlStart = sqlStart(text);
        this.sqlEnd = sqlEnd(text);
        this.column = column;
        this.parts = IslandPart.of(text);
    }

    /** <code>{</code> or <code>RAW {</code>. */
    static String opening(String text) {
        return text.startsWith("{") ? "{" : "RAW {";
    }

    /** Of an island that stands in one line. */
    static String inLine(String text) {
        String sql = text.substring(sqlStart(text), sqlEnd(text));
        // "# " would begin a comment, and hide the brace.
        return opening(text) + " " + sql + (sql.endsWith("#") ? "}" : " }");
    }

    /** The braces in lines of their own, but for what stands before the first. */
    String block(int indent, boolean onPostgres) {
        if (!mayBeMoved(onPostgres)) {
            return opening(text) + text.substring(text.indexOf('{') + 1);
        }
        List<IslandLine> lines = lines();
        var block = new StringBuilder(opening(text));
        String margin = margin(lines);
        for (IslandLine line : lines) {
            block.append('\n').append(line.moved(margin, indent + Layout.INDENT));
        }
        return block.append('\n').append(" ".repeat(indent)).append('}').toString();
    }

    // ---- lines

    private List<IslandLine> lines() {
        List<IslandPart> overLines = parts.stream()
                .filter(it -> isData(it) && text.substring(it.start(), it.end()).indexOf('\n') >= 0)
                .toList();
        var lines = new ArrayList<IslandLine>();
        int start = sqlStart;
        while (start <= sqlEnd) {
            int lineFeed = text.indexOf('\n', start);
            int end = lineFeed < 0 || lineFeed > sqlEnd ? sqlEnd : lineFeed;
            lines.add(line(start, end, overLines));
            start = end + 1;
        }
        return lines;
    }

    private IslandLine line(int start, int end, List<IslandPart> overLines) {
        boolean fixedStart = start > sqlStart && isHeld(start, overLines);
        boolean fixedEnd = end < sqlEnd && isHeld(end + 1, overLines);
        String before = start == sqlStart ? firstIndent() : "";
        return new IslandLine(before + text.substring(start, end), fixedStart, fixedEnd);
    }

    private static boolean isHeld(int lineStart, List<IslandPart> overLines) {
        return overLines.stream().anyMatch(it -> it.holds(lineStart));
    }

    private static boolean isData(IslandPart part) {
        return part.kind() != Kind.CODE && part.kind() != Kind.TAG;
    }

    private boolean beginsBehindBrace() {
        return text.lastIndexOf('\n', sqlStart) < text.indexOf('{');
    }

    private String firstIndent() {
        return beginsBehindBrace() ? "" : text.substring(text.lastIndexOf('\n', sqlStart) + 1, sqlStart);
    }

    /** The white space that all lines have in common. That of a line behind the brace is the place it stands at. */
    private String margin(List<IslandLine> lines) {
        String margin = null;
        for (IslandLine line : lines.subList(beginsBehindBrace() ? 1 : 0, lines.size())) {
            if (line.hasIndent()) {
                margin = margin == null ? line.indent() : common(margin, line.indent());
            }
        }
        if (margin == null) {
            return "";
        }
        String asFirst = " ".repeat(column);
        return beginsBehindBrace() && margin.startsWith(asFirst) ? asFirst : margin;
    }

    private static String common(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return a.substring(0, length);
    }

    // ---- what may be moved

    private boolean mayBeMoved(boolean onPostgres) {
        String sql = text.substring(sqlStart, sqlEnd);
        if (sql.indexOf('\n') < 0) {
            return true;
        }
        boolean unclear = INLINE_DATA.matcher(sql).find()
                || onPostgres && OTHER_IN_POSTGRES.matcher(sql).find();
        return !unclear && parts.stream().allMatch(this::isHarmless);
    }

    private boolean isHarmless(IslandPart part) {
        return switch (part.kind()) {
            case NOPARSE -> false;
            case TAG ->
                HARMLESS_TAG.matcher(text.substring(part.start(), part.end())).matches()
                        && parts.stream().noneMatch(it -> isData(it) && it.holds(part.start()));
            case LITERAL -> !isHeredocBehindTemplate(part);
            default -> true;
        };
    }

    /** Where a template writes a letter before it, {@code $tag$} is a part of that word and opens nothing. */
    private boolean isHeredocBehindTemplate(IslandPart literal) {
        char before = text.charAt(literal.start() - 1);
        return text.charAt(literal.start()) == '$' && (before == '}' || before == '>');
    }

    // ---- as the parser trims it

    static int sqlStart(String text) {
        int start = text.indexOf('{') + 1;
        while (Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start;
    }

    private static int sqlEnd(String text) {
        int end = text.length() - 1;
        while (Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
