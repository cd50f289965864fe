package dev.amig.editor.service;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into its statements, also where something in them is wrong. */
final class Statements {
    private final Source source;
    private final List<Lexeme> words;
    private int at;

    private Statements(Source source, List<Lexeme> words) {
        this.source = source;
        this.words = words;
    }

    static List<Statement> of(Source source, List<Lexeme> lexemes) {
        var words = lexemes.stream().filter(it -> !it.is(Kind.COMMENT)).toList();
        return new Statements(source, words).upTo("");
    }

    /** @param stop the keyword that ends the list; empty: only the end of the text does */
    private List<Statement> upTo(String stop) {
        var statements = new ArrayList<Statement>();
        while (at < words.size() && !words.get(at).isKeyword(stop)) {
            if (words.get(at).isSign(";")) {
                at++;
            } else {
                statements.add(statement());
            }
        }
        return statements;
    }

    private Statement statement() {
        int first = at++;
        while (at < words.size() && !words.get(at).isSign(";") && !beginsAnother(words.get(first), words.get(at))) {
            boolean begin =
                    words.get(first).isKeyword("FINALIZE") && words.get(at).isKeyword("BEGIN");
            at++;
            if (begin) {
                return finalizing(first);
            }
        }
        return new Statement(words.subList(first, at), List.of(), end());
    }

    private Statement finalizing(int first) {
        var head = words.subList(first, at);
        var inner = upTo("END");
        at = Math.min(at + 1, words.size());
        return new Statement(head, inner, end());
    }

    /** With its {@code ;}. */
    private int end() {
        boolean closed = at < words.size() && words.get(at).isSign(";");
        at += closed ? 1 : 0;
        return words.get(at - 1).end();
    }

    /** A {@code ;} was forgotten, if a later line begins like a statement and is not indented. */
    private boolean beginsAnother(Lexeme first, Lexeme word) {
        if (!word.beginsStatement()) {
            return false;
        }
        Location start = source.location(first.start());
        Location here = source.location(word.start());
        return here.line() > start.line() && here.column() <= start.column();
    }
}
