package dev.amig.language.sql;

import java.util.regex.Pattern;

/** ClickHouse's identifiers. */
public final class Identifiers {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Identifiers() {}

    /** May be written without quotes, in the language's eyes (ClickHouse would also take {@code a$b} and {@code 1a}). */
    public static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /** One identifier in backticks, whatever it holds. */
    public static String quote(String name) {
        return Quotes.quote(name, '`');
    }

    /** {@code database.table}: each part in backticks. The dots of the text separate. */
    public static String quotePath(String path) {
        var parts = path.split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = quote(parts[i]);
        }
        return String.join(".", parts);
    }

    /** The name inside backticks or double quotes. */
    public static String unquote(String quoted) {
        return Quotes.unquote(quoted).value();
    }
}
