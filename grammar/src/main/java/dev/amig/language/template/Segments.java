package dev.amig.language.template;

import dev.amig.language.template.Segment.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a template apart the way FreeMarker's own lexer does (FTL.jj, tag syntax with angle brackets, interpolation with a
 * dollar sign), without understanding it. What is not closed reaches to the end: compiling it will say so.
 */
final class Segments {
    private static final Pattern NOPARSE = Pattern.compile("<#(no[pP]arse|comment)[ \t\r\n]*>");
    private static final Pattern TAG = Pattern.compile("</?#[A-Za-z_]+|<@");
    private static final Pattern END_CALL = Pattern.compile("</@[^<>{}$ \t\r\n]*[ \t\r\n]*>");

    private final String text;
    private final List<Segment> segments = new ArrayList<>();
    private int textStart;

    private Segments(String text) {
        this.text = text;
    }

    static List<Segment> of(String template) {
        var segments = new Segments(template);
        segments.scan();
        return segments.segments;
    }

    private void scan() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            at = c == '$' || c == '<' ? construct(at) : at + 1;
        }
        text(text.length());
    }

    /** The end of what begins here; one character on if that is nothing but text. */
    private int construct(int at) {
        if (text.startsWith("${", at)) {
            return add(Kind.INTERPOLATION, at, Expressions.endOfInterpolation(text, at + 2));
        }
        if (text.startsWith("<#--", at)) {
            return add(Kind.COMMENT, at, behind("-->", at + 4));
        }
        Matcher matcher = NOPARSE.matcher(text).region(at, text.length());
        if (matcher.lookingAt()) {
            boolean comment = matcher.group(1).equals("comment");
            return add(comment ? Kind.COMMENT : Kind.NOPARSE, at, endOfNoparse(matcher.group(1), matcher.end()));
        }
        if (matcher.usePattern(END_CALL).lookingAt()) {
            return add(Kind.CALL, at, matcher.end());
        }
        if (matcher.usePattern(TAG).lookingAt()) {
            Kind kind = text.charAt(at + 1) == '@' ? Kind.CALL : Kind.DIRECTIVE;
            return add(kind, at, Expressions.endOfTag(text, matcher.end()));
        }
        return at + 1;
    }

    private int endOfNoparse(String tag, int from) {
        Matcher end = Pattern.compile("[<\\[]/#?" + tag + "[ \t\r\n]*[>\\]]").matcher(text);
        return end.find(from) ? end.end() : text.length();
    }

    private int behind(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    private int add(Kind kind, int start, int end) {
        text(start);
        segments.add(new Segment(kind, start, end));
        textStart = end;
        return end;
    }

    private void text(int end) {
        if (textStart < end) {
            segments.add(new Segment(Kind.TEXT, textStart, end));
        }
    }
}
