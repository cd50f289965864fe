package dev.amig.language.parser;

import org.antlr.v4.runtime.Token;

/** Tokens in the author's words. */
final class Tokens {
    private static final int LONGEST = 40;

    private Tokens() {}

    /** {@code STEP}; null for what is no keyword. */
    static String keyword(int type) {
        boolean isKeyword = type >= AmigLexer.MIGRATION && type <= AmigLexer.IN;
        return isKeyword ? AmigLexer.VOCABULARY.getSymbolicName(type) : null;
    }

    /** As it stands in "found …". */
    static String found(Token token) {
        return switch (token.getType()) {
            case Token.EOF, AmigLexer.UNCLOSED -> "the end of the file";
            case AmigLexer.ISLAND, AmigLexer.RAW_ISLAND -> "'{'";
            case AmigLexer.DOUBLE_QUOTED -> shortened(token.getText());
            case AmigLexer.STRING -> "the text " + shortened(token.getText());
            default -> {
                String keyword = keyword(token.getType());
                yield keyword != null ? keyword : "'" + shortened(token.getText()) + "'";
            }
        };
    }

    static String shortened(String text) {
        int end = text.codePointCount(0, text.length()) > LONGEST ? text.offsetByCodePoints(0, LONGEST) : text.length();
        return end < text.length() ? text.substring(0, end) + "…" : text;
    }
}
