package dev.amig.language.lint;

import java.util.List;
import java.util.Optional;

/**
 * A statement that creates, drops, empties, detaches or attaches one thing.
 *
 * @param verb      {@code CREATE}, as ClickHouse writes it
 * @param kind      {@code TABLE}, {@code MATERIALIZED VIEW}, {@code DICTIONARY}, {@code DATABASE}, …
 * @param orReplace {@code CREATE OR REPLACE}
 * @param guarded   {@code IF EXISTS}, {@code IF NOT EXISTS}
 * @param nameAt    the token where the name begins
 */
public record Ddl(String verb, String kind, boolean orReplace, boolean guarded, int nameAt) {
    private static final List<String> VERBS = List.of("CREATE", "DROP", "TRUNCATE", "DETACH", "ATTACH", "UNDROP");
    private static final List<String> KINDS = List.of(
            "TABLE",
            "VIEW",
            "DICTIONARY",
            "DATABASE",
            "FUNCTION",
            "USER",
            "ROLE",
            "QUOTA",
            "INDEX",
            "NAMED COLLECTION",
            "SCHEMA",
            "TYPE",
            "SEQUENCE");

    public static Optional<Ddl> of(LintedSql sql) {
        return VERBS.stream().filter(verb -> sql.begins(verb)).findFirst().flatMap(verb -> of(sql, verb));
    }

    private static Optional<Ddl> of(LintedSql sql, String verb) {
        int at = 1;
        boolean orReplace = sql.reads(at, "OR", "REPLACE");
        at += orReplace ? 2 : 0;
        at += sql.reads(at, "TEMPORARY") || sql.reads(at, "UNIQUE") ? 1 : 0;
        boolean materialized = sql.reads(at, "MATERIALIZED");
        at += materialized || sql.reads(at, "LIVE") || sql.reads(at, "WINDOW") ? 1 : 0;
        int kindAt = at;
        Optional<String> kind =
                KINDS.stream().filter(it -> sql.reads(kindAt, it.split(" "))).findFirst();
        if (kind.isEmpty()) {
            // TRUNCATE says TABLE only if it likes to.
            return verb.equals("TRUNCATE") ? Optional.of(guarded(sql, verb, "TABLE", false, at)) : Optional.empty();
        }
        String name = materialized ? "MATERIALIZED " + kind.get() : kind.get();
        return Optional.of(guarded(sql, verb, name, orReplace, at + kind.get().split(" ").length));
    }

    private static Ddl guarded(LintedSql sql, String verb, String kind, boolean orReplace, int at) {
        if (sql.reads(at, "IF", "NOT", "EXISTS")) {
            return new Ddl(verb, kind, orReplace, true, at + 3);
        }
        boolean guarded = sql.reads(at, "IF", "EXISTS");
        return new Ddl(verb, kind, orReplace, guarded, guarded ? at + 2 : at);
    }

    public boolean isVerb(String other) {
        return verb.equals(other);
    }

    /** A table, or a view that keeps rows like one. */
    public boolean isTable() {
        return kind.equals("TABLE") || kind.equals("MATERIALIZED VIEW");
    }
}
