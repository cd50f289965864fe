package dev.amig.gate.privilege;

import dev.amig.language.sql.QualifiedName;
import dev.amig.language.sql.SqlWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a user must have been granted for a statement, as far as its words tell. The server has no way to ask this without running
 * the statement. What is not recognised needs nothing here: the check must not refuse what would work.
 */
public final class StatementPrivileges {
    private final SqlWords words;
    private final Set<Privilege> needed = new LinkedHashSet<>();

    private StatementPrivileges(String sql) {
        this.words = new SqlWords(sql);
    }

    public static Set<Privilege> of(String sql) {
        StatementPrivileges privileges = new StatementPrivileges(sql);
        privileges.read();
        return privileges.needed;
    }

    private void read() {
        switch (words.word(0)) {
            case "INSERT" -> insert();
            case "ALTER" -> alter();
            case "DELETE" -> need("ALTER DELETE", words.table(2));
            case "UPDATE" -> need("ALTER UPDATE", words.table(1));
            case "OPTIMIZE" -> need("OPTIMIZE", words.table(2));
            case "KILL" -> everywhere("KILL QUERY", words.reads(1, "QUERY"));
            case "SYSTEM" -> everywhere("SYSTEM FLUSH LOGS", words.reads(1, "FLUSH", "LOGS"));
            default -> needed.addAll(DefinitionPrivileges.of(words));
        }
        // A view reads with the rights of whoever reads it.
        boolean isView = words.reads(0, "CREATE") && !words.reads(1, "TABLE");
        if (!isView) {
            Reading.tables(words).forEach(it -> needed.add(new Privilege("SELECT", it.sql())));
        }
        everywhere("CLUSTER", words.holds("ON", "CLUSTER"));
    }

    private void insert() {
        int at = words.reads(1, "INTO") ? 2 : 1;
        int name = words.reads(at, "TABLE") ? at + 1 : at;
        if (!words.reads(name, "FUNCTION")) {
            words.table(name).ifPresent(table -> need("INSERT" + columns(table.end()), Optional.of(table)));
        }
    }

    /** {@code (a, b)}; empty for anything that is not a plain list of names. */
    private String columns(int at) {
        List<String> columns = new ArrayList<>();
        for (int i = at + 1; words.reads(at, "(") && i < words.size(); i += 2) {
            Optional<String> column = words.name(i);
            boolean isLast = words.reads(i + 1, ")");
            if (column.isEmpty() || !isLast && !words.reads(i + 1, ",")) {
                return "";
            }
            columns.add(new QualifiedName(Optional.empty(), column.get()).sql());
            if (isLast) {
                return "(" + String.join(", ", columns) + ")";
            }
        }
        return "";
    }

    private void alter() {
        if (words.reads(1, "TABLE")) {
            words.table(words.behindGuard(2))
                    .ifPresent(it ->
                            needed.addAll(AlterPrivileges.of(words, it.name().sql(), it.end())));
        }
    }

    private void need(String access, Optional<SqlWords.Table> table) {
        table.ifPresent(it -> needed.add(new Privilege(access, it.name().sql())));
    }

    private void everywhere(String access, boolean isNeeded) {
        if (isNeeded) {
            needed.add(Privilege.everywhere(access));
        }
    }
}
