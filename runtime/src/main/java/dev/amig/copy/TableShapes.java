package dev.amig.copy;

import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a node for the shape of a table. */
final class TableShapes {
    private final CopyReader server;

    TableShapes(CopyReader server) {
        this.server = server;
    }

    /** @throws CopyException there is no such table */
    TableShape of(QualifiedName written) throws CopyException, InterruptedException {
        QualifiedName name = qualified(written);
        List<List<Object>> found = server.ask("""
                SELECT t.engine, t.engine_full, d.engine, t.partition_key, t.sorting_key, t.storage_policy
                FROM system.tables AS t LEFT JOIN system.databases AS d ON d.name = t.database
                WHERE t.database = %s AND t.name = %s""".formatted(database(name), Literals.quote(name.table())));
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
                columns(name),
                layout(name));
    }

    private QualifiedName qualified(QualifiedName name) throws CopyException, InterruptedException {
        if (name.database().isPresent()) {
            return name;
        }
        String database = server.ask("SELECT currentDatabase()").get(0).get(0).toString();
        return new QualifiedName(Optional.of(database), name.table());
    }

    private List<TableShape.Column> columns(QualifiedName name) throws CopyException, InterruptedException {
        List<TableShape.Column> columns = new ArrayList<>();
        for (List<Object> row : server.ask(
                "SELECT name, type, default_kind FROM system.columns WHERE database = %s AND table = %s ORDER BY position"
                        .formatted(database(name), Literals.quote(name.table())))) {
            columns.add(new TableShape.Column(text(row, 0), text(row, 1), text(row, 2)));
        }
        return columns;
    }

    private String layout(QualifiedName name) throws CopyException, InterruptedException {
        String where = " WHERE database = %s AND table = %s".formatted(database(name), Literals.quote(name.table()));
        return server.ask("SELECT name, type_full, expr, granularity FROM system.data_skipping_indices" + where
                        + " ORDER BY name")
                + " "
                + server.ask(
                        "SELECT name, type, sorting_key, query FROM system.projections" + where + " ORDER BY name");
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
