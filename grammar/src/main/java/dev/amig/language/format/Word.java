package dev.amig.language.format;

import dev.amig.language.parser.Lexeme.Kind;
import java.util.List;

/**
 * A word of the structure; an island is one word, and so is a column's expression.
 *
 * @param text   as it will be written; of an island, as it is written
 * @param before the comments before it
 * @param gap    what parts it from the last of them, or from the word before it
 */
record Word(Kind kind, String text, int start, int end, List<Remark> before, Gap gap) {
    boolean isIsland() {
        return kind == Kind.ISLAND || kind == Kind.RAW_ISLAND;
    }

    boolean hasSeveralLines() {
        return text.indexOf('\n') >= 0;
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** {@code ,} and the like. */
    boolean clingsToWordBefore() {
        return kind == Kind.SIGN && (isSign(",") || isSign(";") || isSign(")") || isDot());
    }

    boolean clingsToWordBehind() {
        return kind == Kind.SIGN && (isSign("(") || isDot());
    }

    private boolean isDot() {
        return isSign(".") || isSign("..");
    }
}
