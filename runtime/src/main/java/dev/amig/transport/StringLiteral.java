package dev.amig.transport;

/** ClickHouse's string literals, for the few statements that transports send for themselves. */
public final class StringLiteral {
    private StringLiteral() {}

    public static String of(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
