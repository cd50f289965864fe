package dev.amig.language.sql;

import dev.amig.language.source.SourceMap;

/** ClickHouse's string literals. */
public final class Literals {
    private Literals() {}

    /** A string literal that gives back exactly {@code value}. */
    public static String quote(String value) {
        return Quotes.quote(value, '\'');
    }

    /** What a literal, its quotes included, stands for. */
    public static String unquote(String literal) {
        return Quotes.unquote(literal).value();
    }

    /** From the offsets of the value to those of {@code text}, which begins with a literal and may go on behind it. */
    public static SourceMap placesIn(String text) {
        return Quotes.unquote(text.substring(0, Quotes.end(text))).places();
    }
}
