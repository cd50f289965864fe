package dev.amig.run;

import dev.amig.language.sql.StatementSplitter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be done again with a statement after it failed, or after nobody knows how it ended. */
enum StatementKind {
    /** Changes nothing: may always be repeated. */
    QUERY,
    /** Written so that a second time changes nothing more: {@code IF [NOT] EXISTS}. */
    GUARDED_DEFINITION,
    /** Happens whole or not at all on one node, but a second time would fail or do more. */
    DEFINITION,
    /** May have done a part: rows inserted before the error stay, a mutation goes on after it. */
    PARTIAL;

    private static final Pattern FIRST_WORD = Pattern.compile("\\A\\w+");
    private static final Pattern GUARD =
            Pattern.compile("\\A[\\w\\s]*?\\bIF\\s+(?:NOT\\s+)?EXISTS\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<String> QUERIES =
            Set.of("SELECT", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "EXISTS", "CHECK", "VALUES");
    private static final Set<String> DEFINITIONS = Set.of(
            "CREATE",
            "DROP",
            "RENAME",
            "EXCHANGE",
            "ATTACH",
            "DETACH",
            "TRUNCATE",
            "OPTIMIZE",
            "SYSTEM",
            "KILL",
            "SET");

    private static final Set<String> LONG_DEFINITIONS = Set.of("OPTIMIZE", "SYSTEM");
    private static final Pattern REWRITES_DATA =
            Pattern.compile("\\b(?:UPDATE|DELETE|MATERIALIZE|MODIFY|DROP|CLEAR)\\b", Pattern.CASE_INSENSITIVE);

    static StatementKind of(String sql) {
        String text = withoutLeadingNoise(sql);
        String first = firstWord(text);
        if (QUERIES.contains(first)) {
            return QUERY;
        }
        if (!DEFINITIONS.contains(first)) {
            return PARTIAL;
        }
        // CREATE … AS SELECT fills the table while it runs, so it can end half-way like an INSERT.
        if (first.equals("CREATE") && text.toUpperCase(Locale.ROOT).contains("SELECT") && !isView(text)) {
            return PARTIAL;
        }
        return GUARD.matcher(text).find() ? GUARDED_DEFINITION : DEFINITION;
    }

    /** The statement's verb in capitals, behind comments and brackets; empty when there is none. */
    static String firstWord(String sql) {
        Matcher word = FIRST_WORD.matcher(withoutLeadingNoise(sql));
        return word.find() ? word.group().toUpperCase(Locale.ROOT) : "";
    }

    /**
     * Whether it ends by itself in a moment, unless it waits for a lock: what changes definitions, or moves whole parts, and reads
     * no rows.
     */
    static boolean isSoonOver(String sql) {
        String first = firstWord(sql);
        if (first.equals("ALTER")) {
            return !REWRITES_DATA.matcher(sql).find();
        }
        StatementKind kind = of(sql);
        return (kind == DEFINITION || kind == GUARDED_DEFINITION) && !LONG_DEFINITIONS.contains(first);
    }

    private static String withoutLeadingNoise(String sql) {
        String text = StatementSplitter.withoutLeadingComments(sql);
        while (text.startsWith("(")) {
            text = StatementSplitter.withoutLeadingComments(text.substring(1));
        }
        return text;
    }

    private static boolean isView(String text) {
        return Pattern.compile(
                        "\\ACREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:MATERIALIZED\\s+)?VIEW\\b", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }

    /** Whether it may be sent again although nobody knows whether it was done. */
    boolean isRepeatable() {
        return this == QUERY || this == GUARDED_DEFINITION;
    }

    /** Whether it may be sent again once it is known to have failed. */
    boolean isRetriedAfterFailure() {
        return this != PARTIAL;
    }
}
