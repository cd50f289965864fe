package dev.amig.language.parser;

/**
 * Something in an island that has to be closed, or was.
 *
 * @param mode  that it put the lexer into
 * @param start offset of the text that opened it
 * @param end   behind that text; once closed, behind the text that closed it
 */
record Opening(int mode, int start, int end) {
    boolean isBrace() {
        return mode == AmigLexer.SQL;
    }

    boolean isLineComment() {
        return mode == AmigLexer.IN_LINE_COMMENT;
    }

    boolean isBlockComment() {
        return mode == AmigLexer.IN_BLOCK_COMMENT;
    }

    /** {@code string}, {@code heredoc $tag$}, {@code tag <#if}. */
    String describe(SourceCharStream text) {
        return switch (mode) {
            case AmigLexer.IN_STRING, AmigLexer.IN_TYPOGRAPHIC_STRING -> "string";
            case AmigLexer.IN_DOUBLE_QUOTES, AmigLexer.IN_BACKTICKS, AmigLexer.IN_TYPOGRAPHIC_IDENTIFIER ->
                "quoted identifier";
            case AmigLexer.IN_BLOCK_COMMENT -> "comment";
            case AmigLexer.IN_HEREDOC -> "heredoc " + text.substring(start, text.indexOf('$', start + 1) + 1);
            case AmigLexer.EXPRESSION -> text.charAt(start) == '$' ? "${" : "brace of a template";
            case AmigLexer.IN_TAG, AmigLexer.IN_NOPARSE ->
                text.charAt(start + 1) == '@' ? "tag <@" : "tag <#" + text.letters(start);
            case AmigLexer.IN_TAG_PARENTHESES -> "parenthesis of a template";
            case AmigLexer.IN_TEMPLATE_STRING, AmigLexer.IN_RAW_TEMPLATE_STRING -> "string of a template";
            default -> "comment of a template";
        };
    }
}
