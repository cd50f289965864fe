package dev.amig.gate.privilege;

import dev.amig.language.sql.QualifiedName;
import dev.amig.language.sql.SqlWords;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What is needed to create, drop, empty, rename or exchange something. */
final class DefinitionPrivileges {
    private final SqlWords words;
    private final Set<Privilege> needed = new LinkedHashSet<>();

    private DefinitionPrivileges(SqlWords words) {
        this.words = words;
    }

    static Set<Privilege> of(SqlWords words) {
        DefinitionPrivileges privileges = new DefinitionPrivileges(words);
        privileges.read();
        return privileges.needed;
    }

    private void read() {
        switch (words.word(0)) {
            case "CREATE", "ATTACH" -> create();
            case "DROP", "DETACH" -> drop();
            case "TRUNCATE" -> need("TRUNCATE", words.reads(1, "TABLE") ? 2 : 1);
            case "UNDROP" -> need("UNDROP TABLE", 2);
            case "RENAME" -> rename();
            case "EXCHANGE" -> exchange();
            default -> {}
        }
    }

    private void create() {
        boolean replaces = words.reads(1, "OR", "REPLACE");
        int kind = replaces ? 3 : 1;
        switch (words.word(kind)) {
            case "TABLE" -> {
                need("CREATE TABLE", kind + 1);
                engine();
                if (replaces) {
                    need("DROP TABLE", kind + 1);
                }
                if (words.holds("AS", "SELECT")) {
                    need("INSERT", kind + 1);
                }
            }
            case "TEMPORARY" -> needed.add(Privilege.everywhere("CREATE TEMPORARY TABLE"));
            case "VIEW" -> need("CREATE VIEW", kind + 1);
            case "MATERIALIZED" -> need("CREATE VIEW", kind + 2);
            case "DICTIONARY" -> need("CREATE DICTIONARY", kind + 1);
            case "DATABASE" -> needOnDatabase("CREATE DATABASE", kind + 1);
            case "FUNCTION" -> needed.add(Privilege.everywhere("CREATE FUNCTION"));
            default -> {}
        }
    }

    /** Servers that do not ask for it ({@code table_engines_require_grant}) grant it to everybody. */
    private void engine() {
        for (int i = 0; i < words.size(); i++) {
            if (words.reads(i, "ENGINE")) {
                words.name(words.reads(i + 1, "=") ? i + 2 : i + 1)
                        .ifPresent(it -> needed.add(new Privilege("TABLE ENGINE", it)));
                return;
            }
        }
    }

    private void drop() {
        switch (words.word(1)) {
            case "TABLE" -> need("DROP TABLE", 2);
            case "VIEW" -> need("DROP VIEW", 2);
            case "DICTIONARY" -> need("DROP DICTIONARY", 2);
            case "DATABASE" -> needOnDatabase("DROP DATABASE", 2);
            case "FUNCTION" -> needed.add(Privilege.everywhere("DROP FUNCTION"));
            default -> {}
        }
    }

    private void rename() {
        for (int at = 2; words.reads(1, "TABLE") && at < words.size(); ) {
            Optional<SqlWords.Table> from = words.table(words.behindGuard(at));
            Optional<SqlWords.Table> to = from.flatMap(it -> words.table(it.end() + 1));
            if (to.isEmpty()) {
                return;
            }
            moved(from.get(), to.get());
            at = to.get().end() + 1;
        }
    }

    private void exchange() {
        Optional<SqlWords.Table> first = words.table(2);
        Optional<SqlWords.Table> second = first.flatMap(it -> words.table(it.end() + 1));
        if (second.isPresent()) {
            moved(first.get(), second.get());
            moved(second.get(), first.get());
        }
    }

    /** By ClickHouse's {@code InterpreterRenameQuery.cpp}. */
    private void moved(SqlWords.Table from, SqlWords.Table to) {
        need("SELECT", from.name());
        need("DROP TABLE", from.name());
        need("CREATE TABLE", to.name());
        need("INSERT", to.name());
    }

    private void need(String access, int at) {
        words.table(words.behindGuard(at)).ifPresent(it -> need(access, it.name()));
    }

    private void need(String access, QualifiedName table) {
        needed.add(new Privilege(access, table.sql()));
    }

    private void needOnDatabase(String access, int at) {
        words.table(words.behindGuard(at))
                .ifPresent(it -> needed.add(new Privilege(access, it.name().sql() + ".*")));
    }
}
