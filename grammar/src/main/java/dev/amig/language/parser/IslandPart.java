package dev.amig.language.parser;

import dev.amig.language.source.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Something in an island that was opened and closed: a string, a comment, a template's {@code ${…}}.
 *
 * @param start offset in the island, its opening brace included, of what opened it
 * @param end   behind what closed it
 */
public record IslandPart(Kind kind, int start, int end) {
    public enum Kind {
        /** Every byte counts: strings, quoted identifiers, heredocs, block comments; of templates, their strings and comments. */
        LITERAL,
        LINE_COMMENT,
        /** {@code <#if …>}, {@code </#if>}, {@code <@name …>}. */
        TAG,
        /** What FreeMarker takes as it stands, or not at all: {@code <#noparse>}, {@code <#comment>}. */
        NOPARSE,
        /** Braces and templates' expressions: white space only parts words. */
        CODE
    }

    /**
     * Of a whole island; inner ones stand before those that hold them.
     *
     * @param island with its braces, and {@code RAW} if that is written
     */
    public static List<IslandPart> of(String island) {
        var parts = new ArrayList<IslandPart>();
        var lexer = new AmigLexer(new SourceCharStream(new Source("", island))) {
            @Override
            void closed(int mode, int start, int end) {
                parts.add(new IslandPart(kind(mode), start, end));
            }
        };
        lexer.nextToken();
        return parts;
    }

    /** The place lies in it, neither before what opened it nor behind what closed it. */
    public boolean holds(int offset) {
        return start < offset && offset < end;
    }

    private static Kind kind(int mode) {
        return switch (mode) {
            case AmigLexer.SQL, AmigLexer.EXPRESSION, AmigLexer.IN_TAG_PARENTHESES -> Kind.CODE;
            case AmigLexer.IN_TAG -> Kind.TAG;
            case AmigLexer.IN_NOPARSE -> Kind.NOPARSE;
            case AmigLexer.IN_LINE_COMMENT -> Kind.LINE_COMMENT;
            default -> Kind.LITERAL;
        };
    }
}
