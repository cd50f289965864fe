package dev.amig.plan;

/** SQL as it stands in a file that a client reads. */
public final class SqlText {
    private SqlText() {}

    /** With its semicolon, which a comment at the end must not swallow. */
    public static String terminated(String sql) {
        String lastLine = sql.substring(sql.lastIndexOf('\n') + 1);
        return lastLine.contains("--") || lastLine.contains("#") ? sql + "\n;" : sql + ";";
    }
}
