package dev.amig.language.parser;

/** A piece of a text as the grammar takes it apart; for those who care how a text is written, not what it means. */
public sealed interface SyntaxPart permits Phrase, Lexeme {
    /** Offset of its first character. */
    int start();

    /** Offset behind its last one. */
    int end();

    /** It is what this rule of the grammar took. */
    default boolean is(String rule) {
        return false;
    }
}
