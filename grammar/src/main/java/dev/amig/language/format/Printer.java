package dev.amig.language.format;

import dev.amig.language.parser.Lexeme.Kind;
import java.util.OptionalInt;

/** Writes the words of one statement with the comments between them. */
final class Printer {
    private final Words words;
    private final Layout layout;
    private final StringBuilder out = new StringBuilder();
    private boolean onPostgres;
    private int statementIndent;
    /** Of the last line that the layout began. */
    private int indent;

    Printer(Words words, Layout layout) {
        this.words = words;
        this.layout = layout;
    }

    /** Without the comments before the first word. */
    String print(int start, int end, int firstIndent) {
        int from = words.index(start);
        int to = words.indexFrom(end);
        statementIndent = firstIndent;
        indent = firstIndent;
        onPostgres = onPostgres(from, to);
        out.append(" ".repeat(indent));
        for (int i = from; i < to; i++) {
            if (i > from) {
                partFromBefore(i);
            }
            out.append(text(i));
        }
        return out.toString();
    }

    /** A space stands between the two, where they share a line. */
    static boolean isParted(Word before, Word word) {
        boolean clings = before.clingsToWordBehind() && word.before().isEmpty();
        return !clings && !word.clingsToWordBefore();
    }

    private void partFromBefore(int index) {
        Word word = words.get(index);
        OptionalInt ownIndent = layout.indentBefore(index);
        indent = word.isSign(";") ? statementIndent : ownIndent.orElse(indent);
        boolean begins = ownIndent.isPresent();
        boolean lineIsFull = remarks(word, begins);
        if (lineIsFull || begins) {
            newLine(begins || word.isIsland() || word.isSign(";") ? indent : indent + Layout.INDENT);
        } else if (isParted(words.get(index - 1), word)) {
            out.append(' ');
        }
    }

    /** Writes the comments before a word; true: nothing may follow in the line of the last one. */
    private boolean remarks(Word word, boolean beginsLine) {
        // What goes on in another line, because a comment filled the first, stands further right.
        int remarkIndent = beginsLine && !word.isSign(")") ? indent : indent + Layout.INDENT;
        boolean lineIsFull = false;
        for (Remark remark : word.before()) {
            boolean sharesLine = remark.before().isOnOneLine();
            boolean alone = remark.isAlone() || beginsLine && !sharesLine;
            if (alone || lineIsFull && !sharesLine) {
                newLine(remarkIndent);
            } else {
                out.append(' ');
            }
            out.append(remark.text());
            lineIsFull = alone || remark.isToTheLinesEnd();
        }
        return lineIsFull;
    }

    private void newLine(int spaces) {
        out.append('\n').append(" ".repeat(spaces));
    }

    private String text(int index) {
        Word word = words.get(index);
        if (!word.isIsland()) {
            return word.text();
        }
        if (layout.isInLine(index)) {
            return IslandText.inLine(word.text());
        }
        int column = words.column(word.start() + IslandText.sqlStart(word.text()));
        return new IslandText(word.text(), column).block(indent, onPostgres);
    }

    private boolean onPostgres(int from, int to) {
        for (int i = from; i < to; i++) {
            Word word = words.get(i);
            if (word.kind() == Kind.KEYWORD && word.text().equalsIgnoreCase("POSTGRES")) {
                return true;
            }
        }
        return false;
    }
}
