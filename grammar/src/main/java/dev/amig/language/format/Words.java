package dev.amig.language.format;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import dev.amig.language.parser.Phrase;
import dev.amig.language.parser.SyntaxPart;
import dev.amig.language.source.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of a file as they will be written, in their order, each with the comments before it. */
final class Words {
    private final String text;
    private final Deque<Lexeme> comments = new ArrayDeque<>();
    private final List<Word> words = new ArrayList<>();
    private final Map<Integer, Integer> indexByStart = new HashMap<>();
    private List<Remark> atEnd = List.of();
    private int read;

    private Words(String text) {
        this.text = text;
    }

    static Words of(Phrase file, Source source) {
        var words = new Words(source.text());
        Lexeme.allOf(source).stream().filter(it -> it.is(Kind.COMMENT)).forEach(words.comments::add);
        words.addAll(file);
        words.atEnd = words.remarksBefore(source.text().length());
        return words;
    }

    List<Remark> atEnd() {
        return atEnd;
    }

    Word get(int index) {
        return words.get(index);
    }

    /** @param start offset in the file */
    Word startingAt(int start) {
        return get(index(start));
    }

    int index(int start) {
        return indexByStart.get(start);
    }

    /** The first word that begins at an offset or behind it. */
    int indexFrom(int offset) {
        int low = 0;
        int high = words.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (words.get(middle).start() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Of an offset in its line, from 0. */
    int column(int offset) {
        return offset - (text.lastIndexOf('\n', offset - 1) + 1);
    }

    private void addAll(Phrase phrase) {
        if (phrase.is("expression")) {
            // SQL, and a part of the tree as it is written: its comments and lines are the author's.
            add(Kind.NAME, text.substring(phrase.start(), phrase.end()), phrase);
        } else {
            phrase.parts().forEach(part -> add(phrase, part));
        }
    }

    private void add(Phrase phrase, SyntaxPart part) {
        if (part instanceof Lexeme lexeme) {
            add(lexeme.kind(), Wording.of(lexeme, phrase), lexeme);
        } else {
            addAll((Phrase) part);
        }
    }

    private void add(Kind kind, String written, SyntaxPart part) {
        List<Remark> before = remarksBefore(part.start());
        while (!comments.isEmpty() && comments.getFirst().start() < part.end()) {
            comments.removeFirst();
        }
        indexByStart.put(part.start(), words.size());
        words.add(new Word(kind, written, part.start(), part.end(), before, gapTo(part.start())));
        read = part.end();
    }

    private List<Remark> remarksBefore(int offset) {
        var remarks = new ArrayList<Remark>();
        while (!comments.isEmpty() && comments.getFirst().start() < offset) {
            Lexeme comment = comments.removeFirst();
            int next = comments.isEmpty()
                    ? offset
                    : Math.min(offset, comments.getFirst().start());
            Gap before = words.isEmpty() && remarks.isEmpty() ? new Gap(1) : gapTo(comment.start());
            remarks.add(Remark.of(comment, before, gapBehind(comment, next)));
            read = comment.end();
        }
        return remarks;
    }

    /** A file's end is a line's end. */
    private Gap gapBehind(Lexeme comment, int next) {
        return next == text.length() ? new Gap(1) : Gap.of(text, comment.end(), next);
    }

    private Gap gapTo(int offset) {
        return Gap.of(text, read, offset);
    }
}
