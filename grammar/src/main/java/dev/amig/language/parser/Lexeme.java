package dev.amig.language.parser;

import dev.amig.language.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.Token;

/**
 * A word of an {@code .amig} file, for those who look at a text that may be wrong.
 *
 * @param text  as it is written; a whole island is one word
 * @param start offset of its first character
 * @param end   offset behind its last one
 */
public record Lexeme(Kind kind, String text, int start, int end) implements SyntaxPart {
    public enum Kind {
        KEYWORD,
        /** With or without backticks; also one that is refused, such as {@code "x"}. */
        NAME,
        TEXT,
        /** A table's name, or a part of an expression, that holds {@code ${…}}. */
        TEMPLATED,
        NUMBER,
        ISLAND,
        RAW_ISLAND,
        COMMENT,
        /** An island or a template that the text ends in. */
        UNCLOSED,
        SIGN
    }

    /** All of a text, comments included, in its order. */
    public static List<Lexeme> allOf(Source source) {
        var lexer = new AmigLexer(new SourceCharStream(source));
        var all = new ArrayList<Lexeme>();
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            all.add(of(token));
        }
        return all;
    }

    static Lexeme of(Token token) {
        return new Lexeme(kind(token.getType()), token.getText(), token.getStartIndex(), token.getStopIndex() + 1);
    }

    /** {@code STEP}, in upper case; those that may also be names are among them. */
    public static Set<String> keywords() {
        var keywords = new TreeSet<String>();
        for (int type = 1; type <= AmigLexer.VOCABULARY.getMaxTokenType(); type++) {
            if (Tokens.keyword(type) != null) {
                keywords.add(Tokens.keyword(type));
            }
        }
        return keywords;
    }

    public boolean is(Kind kind) {
        return this.kind == kind;
    }

    public boolean isKeyword(String word) {
        return kind == Kind.KEYWORD && text.equalsIgnoreCase(word);
    }

    public boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    public boolean isIsland() {
        return kind == Kind.ISLAND || kind == Kind.RAW_ISLAND;
    }

    /** {@code STEP}, {@code PARAM}, … */
    public boolean beginsStatement() {
        return kind == Kind.KEYWORD && Statements.begins(text);
    }

    /** A cursor at {@code offset} stands in it or at one of its ends. */
    public boolean touches(int offset) {
        return start <= offset && offset <= end;
    }

    private static Kind kind(int type) {
        return switch (type) {
            case AmigLexer.IDENTIFIER,
                    AmigLexer.BACKTICKED,
                    AmigLexer.DIGITS_NAME,
                    AmigLexer.DASHED_NAME,
                    AmigLexer.DOUBLE_QUOTED -> Kind.NAME;
            case AmigLexer.STRING -> Kind.TEXT;
            case AmigLexer.TEMPLATED -> Kind.TEMPLATED;
            case AmigLexer.INTEGER, AmigLexer.FLOAT -> Kind.NUMBER;
            case AmigLexer.ISLAND -> Kind.ISLAND;
            case AmigLexer.RAW_ISLAND -> Kind.RAW_ISLAND;
            case AmigLexer.LINE_COMMENT, AmigLexer.HASH_COMMENT, AmigLexer.BLOCK_COMMENT -> Kind.COMMENT;
            case AmigLexer.UNCLOSED -> Kind.UNCLOSED;
            default -> Tokens.keyword(type) != null ? Kind.KEYWORD : Kind.SIGN;
        };
    }
}
