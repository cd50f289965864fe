package dev.amig.language.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a {@code CREATE TABLE} says about columns, engine and settings. */
public final class Tables {
    private Tables() {}

    /** The table, view or dictionary that a statement creates. */
    public static Optional<TableUse> created(LintedSql sql) {
        return Ddl.of(sql)
                .filter(it -> it.isVerb("CREATE") && (it.isTable() || it.kind().equals("VIEW")))
                .flatMap(it -> sql.table(it.nameAt()));
    }

    public static Optional<TableUse> dropped(LintedSql sql) {
        return Ddl.of(sql).filter(it -> it.isVerb("DROP")).flatMap(it -> sql.table(it.nameAt()));
    }

    /** The columns that are computed and never inserted: MATERIALIZED and ALIAS, of a CREATE TABLE or an ADD COLUMN. */
    public static Set<String> computedColumns(LintedSql sql) {
        var columns = new LinkedHashSet<String>();
        for (int start : definitions(sql)) {
            if (isComputed(sql, start)) {
                columns.add(sql.tokens().get(start).name());
            }
        }
        return columns;
    }

    private static List<Integer> definitions(LintedSql sql) {
        Optional<TableUse> created = created(sql);
        if (created.isPresent()) {
            int open = sql.find(created.get().to(), "(");
            return open < 0 ? List.of() : elements(sql, open);
        }
        var added = new ArrayList<Integer>();
        Alter.of(sql)
                .ifPresent(alter -> alter.commands().stream()
                        .filter(at -> sql.reads(at, "ADD", "COLUMN"))
                        .forEach(at -> added.add(sql.reads(at + 2, "IF", "NOT", "EXISTS") ? at + 5 : at + 2)));
        return added;
    }

    /** The first tokens of what stands between brackets, separated by commas. */
    public static List<Integer> elements(LintedSql sql, int open) {
        var elements = new ArrayList<Integer>();
        int depth = 0;
        for (int i = open; i < sql.tokens().size(); i++) {
            if (sql.reads(i, "(") || sql.reads(i, "[")) {
                depth++;
            } else if (sql.reads(i, ")") || sql.reads(i, "]")) {
                depth--;
            }
            if (depth == 0) {
                break;
            }
            if (depth == 1
                    && (i == open || sql.reads(i, ","))
                    && i + 1 < sql.tokens().size()) {
                elements.add(i + 1);
            }
        }
        return elements;
    }

    private static boolean isComputed(LintedSql sql, int start) {
        int depth = 0;
        for (int i = start + 1; i < sql.tokens().size() && depth >= 0; i++) {
            if (depth == 0 && (sql.reads(i, "MATERIALIZED") || sql.reads(i, "ALIAS"))) {
                return true;
            }
            if (depth == 0 && sql.reads(i, ",")) {
                return false;
            }
            depth += sql.reads(i, "(") ? 1 : sql.reads(i, ")") ? -1 : 0;
        }
        return false;
    }

    /** The token of {@code ENGINE = name} that is the name; -1: none is given. */
    public static int engine(LintedSql sql) {
        int engine = sql.find(0, "ENGINE");
        if (engine < 0) {
            return -1;
        }
        int name = sql.reads(engine + 1, "=") ? engine + 2 : engine + 1;
        return name < sql.tokens().size() ? name : -1;
    }

    public static boolean isEngine(LintedSql sql, String prefix) {
        int engine = engine(sql);
        return engine >= 0
                && sql.tokens().get(engine).text().toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT));
    }
}
