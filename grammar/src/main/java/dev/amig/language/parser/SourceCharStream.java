package dev.amig.language.parser;

import dev.amig.language.source.Source;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A source as ANTLR reads it: its indices are offsets of {@link Source#text()}, so that nobody has to convert.
 *
 * <p>ANTLR's lexer remembers its decisions for characters up to 127 only and works all others out anew. Almost every other
 * character means the same to the grammar, so they are shown to it as one that SQL never holds.
 */
final class SourceCharStream implements CharStream {
    private static final char ANY_OTHER = '\u001A';

    private final Source source;
    private final String text;
    private int index;

    SourceCharStream(Source source) {
        this.source = source;
        this.text = source.text();
    }

    Source source() {
        return source;
    }

    char charAt(int offset) {
        return text.charAt(offset);
    }

    int indexOf(char c, int from) {
        return text.indexOf(c, from);
    }

    String substring(int from, int to) {
        return text.substring(from, to);
    }

    boolean contains(char c, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == c) {
                return true;
            }
        }
        return false;
    }

    /** The last place before {@code end} that holds {@code c}; there is one. */
    int lastIndexOf(char c, int end) {
        return text.lastIndexOf(c, end - 1);
    }

    /** What ends at {@code end} is equal to what stands from {@code start} to {@code startEnd}. */
    boolean endsWith(int end, int start, int startEnd) {
        int length = startEnd - start;
        return text.regionMatches(end - length, text, start, length);
    }

    /** The first run of letters behind {@code start}. */
    String letters(int start) {
        int from = start;
        while (!isLetter(text.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < text.length() && isLetter(text.charAt(to))) {
            to++;
        }
        return text.substring(from, to);
    }

    /** The FreeMarker identifier that ends at {@code end} is {@code word}. Digits before it are a number of their own. */
    boolean isWord(String word, int end) {
        int from = end - 1;
        while (from >= 0 && isIdentifierPart(text.charAt(from))) {
            from--;
        }
        from++;
        while (from < end && Character.isDigit(text.charAt(from))) {
            from++;
        }
        return text.substring(from, end).equals(word);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isIdentifierPart(char c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == '$' || c == '@' || c >= 0xAA;
    }

    @Override
    public String getText(Interval interval) {
        return text.substring(interval.a, Math.min(interval.b + 1, text.length()));
    }

    @Override
    public int LA(int distance) {
        int at = distance < 0 ? index + distance : index + distance - 1;
        if (at < 0 || at >= text.length()) {
            return IntStream.EOF;
        }
        char c = text.charAt(at);
        return c < 0x80 ? c : standIn(c);
    }

    private static int standIn(char c) {
        return isKnownToTheGrammar(c) ? c : ANY_OTHER;
    }

    private static boolean isKnownToTheGrammar(char c) {
        return c >= '\u2000' && c <= '\u2212' || c == '\uFEFF' || Character.isSpaceChar(c) || c == '\u0085';
    }

    @Override
    public void consume() {
        index++;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void seek(int offset) {
        index = offset;
    }

    @Override
    public int size() {
        return text.length();
    }

    /** The whole text stays in memory: nothing to mark, nothing to release. */
    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {}

    @Override
    public String getSourceName() {
        return source.name();
    }
}
