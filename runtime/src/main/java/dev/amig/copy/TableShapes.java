package dev.amig.copy;

import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import java.util.List;
import java.util.Optional;

/** Asks a node for the shape of a table, in one question: each has its way there and back. */
final class TableShapes {
    private final CopyReader server;

    TableShapes(CopyReader server) {
        this.server = server;
    }

    /** @throws CopyException there is no such table */
    TableShape of(QualifiedName written) throws CopyException, InterruptedException {
        QualifiedName name = qualified(written);
        String of = " WHERE database = %s AND table = %s".formatted(database(name), Literals.quote(name.table()));
        List<List<Object>> found = server.ask("""
                SELECT t.engine, t.engine_full, d.engine, t.partition_key, t.sorting_key, t.storage_policy,
                    (SELECT arraySort(groupArray((position, name, type, default_kind))) FROM system.columns%1$s) AS columns,
                    toString((SELECT arraySort(groupArray((name, type_full, expr, granularity))) FROM system.data_skipping_indices%1$s)) AS indexes,
                    toString((SELECT arraySort(groupArray((name, type, sorting_key, query))) FROM system.projections%1$s)) AS projections
                FROM system.tables AS t LEFT JOIN system.databases AS d ON d.name = t.database
                WHERE t.database = %2$s AND t.name = %3$s""".formatted(of, database(name), Literals.quote(name.table())));
        if (found.isEmpty()) {
            throw CopyException.failed("there is no table %s here; nothing was copied".formatted(name));
        }
        List<Object> row = found.get(0);
        return new TableShape(
                name,
                text(row, 0),
                text(row, 1),
                text(row, 2),
                text(row, 3),
                text(row, 4),
                text(row, 5),
                columns((List<?>) row.get(6)),
                text(row, 7) + " " + text(row, 8));
    }

    /** The same of two tables at the same time: each question takes a server some 20 ms. */
    List<TableShape> of(QualifiedName first, QualifiedName second) throws CopyException, InterruptedException {
        Meanwhile<TableShape> other = Meanwhile.ask(() -> of(second));
        return List.of(other.beside(() -> of(first)), other.answer());
    }

    private QualifiedName qualified(QualifiedName name) throws CopyException, InterruptedException {
        if (name.database().isPresent()) {
            return name;
        }
        String database = server.ask("SELECT currentDatabase()").get(0).get(0).toString();
        return new QualifiedName(Optional.of(database), name.table());
    }

    private static List<TableShape.Column> columns(List<?> found) {
        return found.stream()
                .map(it -> (List<?>) it)
                .map(it -> new TableShape.Column(
                        String.valueOf(it.get(1)), String.valueOf(it.get(2)), String.valueOf(it.get(3))))
                .toList();
    }

    static String database(QualifiedName name) {
        return Literals.quote(name.database().orElseThrow());
    }

    static String text(List<Object> row, int at) {
        return String.valueOf(row.get(at));
    }

    static long number(List<Object> row, int at) {
        return ((Number) row.get(at)).longValue();
    }
}
