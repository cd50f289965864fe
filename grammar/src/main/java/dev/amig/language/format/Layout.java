package dev.amig.language.format;

import dev.amig.language.format.Segment.Place;
import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Phrase;
import dev.amig.language.parser.SyntaxPart;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Decides for one statement which words begin a line, and which islands stay in theirs. */
final class Layout {
    static final int INDENT = 2;

    /** Characters of a line, unless a single word is longer. */
    private static final int WIDTH = 120;

    private static final Set<String> LISTED = Set.of("migrationName", "requirement", "setting", "column");

    private final Words words;
    private final Widths widths;
    private final int end;
    private final Map<Integer, Integer> indents = new HashMap<>();
    private final Set<Integer> inLine = new HashSet<>();

    /** @param end offset behind the statement's {@code ;} */
    Layout(Words words, int end) {
        this.words = words;
        this.widths = new Widths(words);
        this.end = words.indexFrom(end);
    }

    /** Of the line that begins with a word; empty: the word goes on in the line before. */
    OptionalInt indentBefore(int word) {
        Integer indent = indents.get(word);
        return indent == null ? OptionalInt.empty() : OptionalInt.of(indent);
    }

    boolean isInLine(int island) {
        return inLine.contains(island);
    }

    void statement(Phrase statement, int indent) {
        List<Segment> segments = Segments.of(statement, words, end - 1);
        int start = segments.get(0).from();
        boolean alwaysSpread = segments.stream().anyMatch(it -> it.is(Place.CLAUSE) || it.is(Place.LATE));
        if (!alwaysSpread && fits(start, end, indent)) {
            keepInLine(start, end);
            return;
        }
        if (statement.is("settings")) {
            list(statement, indent);
        }
        head(segments, indent);
        for (Segment segment : segments) {
            switch (segment.place()) {
                case CLAUSE -> line(segment, indent + INDENT);
                case TAIL, LATE -> line(segment, indent);
                default -> {}
            }
        }
    }

    private void head(List<Segment> segments, int indent) {
        List<Segment> head = segments.stream().filter(Segment::isInHead).toList();
        int start = head.get(0).from();
        int headEnd = head.get(head.size() - 1).to();
        boolean bodyFollows =
                segments.size() > head.size() && segments.get(head.size()).is(Place.BODY);
        if (bodyFollows && fits(start, headEnd + 1, indent)) {
            keepInLine(headEnd, headEnd + 1);
            return;
        }
        boolean fits = bodyFollows ? widths.opening(start, headEnd) + indent <= WIDTH : fits(start, headEnd, indent);
        if (!fits) {
            options(head, indent);
        }
        segments.stream()
                .filter(it -> it.is(Place.BODY) && !(bodyFollows && fits))
                .forEach(it -> line(it, indent));
    }

    /** The first one stays if it can: {@code STEP name ON EACH SHARD}. */
    private void options(List<Segment> head, int indent) {
        for (int i = 1; i < head.size(); i++) {
            Segment option = head.get(i);
            if (i > 1 || !fits(head.get(0).from(), option.to(), indent)) {
                line(option, indent + INDENT);
            }
        }
    }

    private void line(Segment segment, int indent) {
        indents.put(segment.from(), indent);
        if (fits(segment.from(), segment.to(), indent)) {
            keepInLine(segment.from(), segment.to());
        } else if (segment.part() instanceof Phrase phrase) {
            list(
                    phrase.is("option") || phrase.is("waitingOption")
                            ? phrase.parts().get(0)
                            : phrase,
                    indent);
        }
    }

    /** Each of what commas part gets a line of its own. */
    private void list(SyntaxPart part, int indent) {
        if (!(part instanceof Phrase phrase) || phrase.parts().stream().noneMatch(Layout::isListed)) {
            return;
        }
        for (SyntaxPart it : phrase.parts()) {
            if (isListed(it)) {
                indents.put(words.index(it.start()), indent + INDENT);
            } else if (it instanceof Lexeme sign && sign.isSign(")")) {
                indents.put(words.index(it.start()), indent);
            }
        }
    }

    private static boolean isListed(SyntaxPart part) {
        return part instanceof Phrase phrase && LISTED.contains(phrase.rule());
    }

    private void keepInLine(int from, int to) {
        for (int i = from; i < to; i++) {
            if (words.get(i).isIsland()) {
                inLine.add(i);
            }
        }
    }

    /** With the sign that clings to its end. */
    private boolean fits(int from, int to, int indent) {
        int sign = to < end && words.get(to).clingsToWordBefore() ? 1 : 0;
        return widths.of(from, to) + sign + indent <= WIDTH;
    }
}
