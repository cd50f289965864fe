package dev.amig.gate.privilege;

import dev.amig.language.sql.QualifiedName;
import dev.amig.language.sql.SqlWords;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** The tables that the {@code SELECT}s of a statement read. */
final class Reading {
    /** Whoever may log in may read most of these; what a table hides from a user it hides row by row. */
    private static final Set<String> OPEN_DATABASES = Set.of("system", "information_schema", "INFORMATION_SCHEMA");

    private final SqlWords words;
    private final Set<QualifiedName> tables = new LinkedHashSet<>();
    /** Whether a SELECT stands in each bracket that is open: {@code EXTRACT(DAY FROM day)} reads no table. */
    private final Deque<Boolean> selects = new ArrayDeque<>();

    private Reading(SqlWords words) {
        this.words = words;
    }

    static Set<QualifiedName> tables(SqlWords words) {
        Reading reading = new Reading(words);
        reading.go();
        return reading.tables;
    }

    private void go() {
        Set<String> named = namedQueries();
        selects.push(false);
        for (int i = 0; i < words.size(); i++) {
            if (words.reads(i, "(")) {
                selects.push(false);
            } else if (words.reads(i, ")") && selects.size() > 1) {
                selects.pop();
            } else if (words.reads(i, "SELECT")) {
                selects.pop();
                selects.push(true);
            } else if (selects.peek() && (words.reads(i, "FROM") || words.reads(i, "JOIN"))) {
                words.table(i + 1)
                        .filter(it -> !words.reads(it.end(), "("))
                        .map(SqlWords.Table::name)
                        .filter(it -> isTable(it, named))
                        .ifPresent(tables::add);
            }
        }
    }

    private static boolean isTable(QualifiedName name, Set<String> namedQueries) {
        return name.database()
                .map(database -> !OPEN_DATABASES.contains(database))
                .orElse(!namedQueries.contains(name.table()));
    }

    /** {@code WITH name AS (SELECT …)}. */
    private Set<String> namedQueries() {
        Set<String> names = new HashSet<>();
        for (int i = 1; i < words.size(); i++) {
            if (words.reads(i, "AS", "(", "SELECT") || words.reads(i, "AS", "(", "WITH")) {
                words.name(i - 1).ifPresent(names::add);
            }
        }
        return names;
    }
}
