package dev.amig.gate.privilege;

import dev.amig.language.sql.SqlWords;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code ALTER TABLE} needs, command by command; by ClickHouse's {@code InterpreterAlterQuery.cpp}. */
final class AlterPrivileges {
    /** The longest beginning of a command that stands here names its right. */
    private static final List<Map.Entry<String, String>> COMMANDS = List.of(
            Map.entry("ADD COLUMN", "ALTER ADD COLUMN"),
            Map.entry("MODIFY COLUMN", "ALTER MODIFY COLUMN"),
            Map.entry("ALTER COLUMN", "ALTER MODIFY COLUMN"),
            Map.entry("DROP COLUMN", "ALTER DROP COLUMN"),
            Map.entry("CLEAR COLUMN", "ALTER CLEAR COLUMN"),
            Map.entry("COMMENT COLUMN", "ALTER COMMENT COLUMN"),
            Map.entry("RENAME COLUMN", "ALTER RENAME COLUMN"),
            Map.entry("MATERIALIZE COLUMN", "ALTER MATERIALIZE COLUMN"),
            Map.entry("ADD INDEX", "ALTER ADD INDEX"),
            Map.entry("DROP INDEX", "ALTER DROP INDEX"),
            Map.entry("CLEAR INDEX", "ALTER CLEAR INDEX"),
            Map.entry("MATERIALIZE INDEX", "ALTER MATERIALIZE INDEX"),
            Map.entry("ADD PROJECTION", "ALTER ADD PROJECTION"),
            Map.entry("DROP PROJECTION", "ALTER DROP PROJECTION"),
            Map.entry("CLEAR PROJECTION", "ALTER CLEAR PROJECTION"),
            Map.entry("MATERIALIZE PROJECTION", "ALTER MATERIALIZE PROJECTION"),
            Map.entry("ADD CONSTRAINT", "ALTER ADD CONSTRAINT"),
            Map.entry("DROP CONSTRAINT", "ALTER DROP CONSTRAINT"),
            Map.entry("MODIFY ORDER BY", "ALTER ORDER BY"),
            Map.entry("MODIFY SAMPLE BY", "ALTER SAMPLE BY"),
            Map.entry("REMOVE SAMPLE BY", "ALTER SAMPLE BY"),
            Map.entry("MODIFY TTL", "ALTER TTL"),
            Map.entry("REMOVE TTL", "ALTER TTL"),
            Map.entry("MATERIALIZE TTL", "ALTER MATERIALIZE TTL"),
            Map.entry("MODIFY SETTING", "ALTER SETTINGS"),
            Map.entry("RESET SETTING", "ALTER SETTINGS"),
            Map.entry("MODIFY COMMENT", "ALTER MODIFY COMMENT"),
            Map.entry("MODIFY QUERY", "ALTER VIEW MODIFY QUERY"),
            Map.entry("UPDATE", "ALTER UPDATE"),
            Map.entry("DELETE WHERE", "ALTER DELETE"),
            Map.entry("DELETE IN PARTITION", "ALTER DELETE"),
            Map.entry("DROP PART", "ALTER DELETE"),
            Map.entry("DROP PARTITION", "ALTER DELETE"),
            Map.entry("DETACH PART", "ALTER DELETE"),
            Map.entry("DETACH PARTITION", "ALTER DELETE"),
            Map.entry("ATTACH PART", "INSERT"),
            Map.entry("ATTACH PARTITION", "INSERT"),
            Map.entry("FREEZE", "ALTER FREEZE PARTITION"),
            Map.entry("FETCH PART", "ALTER FETCH PARTITION"),
            Map.entry("FETCH PARTITION", "ALTER FETCH PARTITION"));

    private final SqlWords words;
    private final String table;
    private final Set<Privilege> needed = new LinkedHashSet<>();

    private AlterPrivileges(SqlWords words, String table) {
        this.words = words;
        this.table = table;
    }

    /** @param at the first token behind the table's name */
    static Set<Privilege> of(SqlWords words, String table, int at) {
        AlterPrivileges privileges = new AlterPrivileges(words, table);
        int begin = words.reads(at, "ON", "CLUSTER") ? at + 3 : at;
        privileges.command(begin);
        int depth = 0;
        for (int i = begin; i < words.size(); i++) {
            depth += words.reads(i, "(") ? 1 : words.reads(i, ")") ? -1 : 0;
            if (depth == 0 && words.reads(i, ",")) {
                privileges.command(i + 1);
            }
        }
        return privileges.needed;
    }

    /** Where no command begins (a comma in {@code MODIFY SETTING a = 1, b = 2}), nothing is found and nothing needed. */
    private void command(int at) {
        if (words.reads(at, "MOVE")) {
            move(at);
            return;
        }
        if (words.reads(at, "REPLACE", "PARTITION")) {
            need("ALTER DELETE", table);
            need("INSERT", table);
        }
        COMMANDS.stream()
                .filter(it -> words.reads(at, it.getKey().split(" ")))
                .findFirst()
                .ifPresent(it -> need(it.getValue(), table));
        boolean takesOver = words.reads(at, "ATTACH") || words.reads(at, "REPLACE");
        if (takesOver && tableBehind(at, "FROM", "SELECT")) {
            // Of ATTACH, too, though it replaces nothing (26.7).
            need("ALTER DELETE", table);
        }
    }

    private void move(int at) {
        boolean toTable = tableBehind(at, "TABLE", "INSERT");
        need(toTable ? "ALTER DELETE" : "ALTER MOVE PARTITION", table);
        if (toTable) {
            need("SELECT", table);
        }
    }

    /** @return whether the word stands in the command that begins here */
    private boolean tableBehind(int at, String word, String access) {
        for (int i = at; i < words.size() && !words.reads(i, ","); i++) {
            if (words.reads(i, word)) {
                words.table(i + 1).ifPresent(other -> need(access, other.name().sql()));
                return true;
            }
        }
        return false;
    }

    private void need(String access, String object) {
        needed.add(new Privilege(access, object));
    }
}
