package dev.amig.language.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code ALTER TABLE name [ON CLUSTER …] command, command, …}.
 *
 * @param commands the token each begins with
 */
public record Alter(TableUse table, List<Integer> commands) {
    private static final List<String> VERBS = List.of(
            "add",
            "drop",
            "modify",
            "rename",
            "clear",
            "comment",
            "materialize",
            "update",
            "delete",
            "attach",
            "detach",
            "move",
            "replace",
            "freeze",
            "unfreeze",
            "fetch",
            "reset",
            "alter",
            "apply");

    public static Optional<Alter> of(LintedSql sql) {
        if (!sql.begins("ALTER", "TABLE") && !sql.begins("ALTER", "TEMPORARY", "TABLE")) {
            return Optional.empty();
        }
        int at = sql.find(0, "TABLE") + 1;
        // PostgreSQL's.
        at += sql.reads(at, "IF", "EXISTS") ? 2 : 0;
        at += sql.reads(at, "ONLY") ? 1 : 0;
        return sql.table(at).map(table -> new Alter(table, commands(sql, table.to())));
    }

    /** A comma begins a command only where a verb follows: {@code MODIFY SETTING a = 1, b = 2} is one. */
    private static List<Integer> commands(LintedSql sql, int from) {
        var commands = new ArrayList<Integer>();
        int depth = 0;
        for (int i = from; i < sql.tokens().size(); i++) {
            boolean first = commands.isEmpty() || sql.reads(i - 1, ",") || sql.reads(i - 2, ",", "(");
            int depthOfCommand = sql.reads(i - 1, "(") ? 1 : 0;
            if (first && depth <= depthOfCommand && sql.tokens().get(i).isOneOf(VERBS) && !sql.reads(i + 1, "=")) {
                commands.add(i);
            }
            depth += sql.reads(i, "(") ? 1 : sql.reads(i, ")") ? -1 : 0;
        }
        return commands;
    }
}
