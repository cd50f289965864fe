package dev.amig.language.template;

/**
 * A stretch of a template as FreeMarker's lexer sees it. Segments follow one another without gaps.
 *
 * @param start offset of its first character
 * @param end   offset behind its last
 */
record Segment(Kind kind, int start, int end) {
    enum Kind {
        TEXT,
        /** {@code ${…}}. */
        INTERPOLATION,
        /** {@code <#…>}, {@code </#…>}. */
        DIRECTIVE,
        /** {@code <@…>}, {@code </@…>}. */
        CALL,
        /** {@code <#-- … -->}, {@code <#comment>…</#comment>}. */
        COMMENT,
        /** {@code <#noparse>…</#noparse>}. */
        NOPARSE
    }
}
