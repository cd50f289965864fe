package dev.amig.copy;

import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks a node for the shape of tables, in one question: each takes a server some 20 ms, whatever it gives. */
final class TableShapes {
    private static final int TABLE_COLUMNS = 2;

    private final CopyReader server;

    TableShapes(CopyReader server) {
        this.server = server;
    }

    /** @throws CopyException there is no such table */
    TableShape of(QualifiedName table) throws CopyException, InterruptedException {
        return of(List.of(table)).get(0);
    }

    /**
     * @return in their order
     * @throws CopyException one of them is not there
     */
    List<TableShape> of(List<QualifiedName> written) throws CopyException, InterruptedException {
        List<QualifiedName> names = new ArrayList<>();
        for (QualifiedName name : written) {
            names.add(qualified(name));
        }
        String databases = list(names.stream().map(TableShapes::database));
        String tables = list(names.stream().map(it -> Literals.quote(it.table())));
        // Projections are read from the statement: system.projections is not there before 24.9.
        List<List<Object>> found = server.ask("""
                SELECT t.database, t.name, t.engine, t.engine_full, t.partition_key, t.sorting_key, t.storage_policy, t.create_table_query,
                    (SELECT groupArray((name, engine)) FROM system.databases WHERE name IN (%1$s)) AS engines,
                    (SELECT arraySort(groupArray((database, table, position, name, type, default_kind))) FROM system.columns
                    WHERE database IN (%1$s) AND table IN (%2$s)) AS columns,
                    (SELECT arraySort(groupArray((database, table, name, type_full, expr, granularity))) FROM system.data_skipping_indices
                    WHERE database IN (%1$s) AND table IN (%2$s)) AS indexes
                FROM system.tables AS t WHERE t.database IN (%1$s) AND t.name IN (%2$s)""".formatted(databases, tables));
        List<TableShape> shapes = new ArrayList<>();
        for (QualifiedName name : names) {
            shapes.add(found.stream()
                    .filter(row -> isOf(name, row))
                    .map(row -> shape(name, row))
                    .findFirst()
                    .orElseThrow(() ->
                            CopyException.failed("there is no table %s here; nothing was copied".formatted(name))));
        }
        return shapes;
    }

    private static String list(Stream<String> literals) {
        return literals.distinct().collect(Collectors.joining(", "));
    }

    private static boolean isOf(QualifiedName name, List<?> row) {
        return name.database().orElseThrow().equals(row.get(0)) && name.table().equals(row.get(1));
    }

    private static TableShape shape(QualifiedName name, List<Object> row) {
        return new TableShape(
                name,
                text(row, 2),
                text(row, 3),
                engine(name, (List<?>) row.get(8)),
                text(row, 4),
                text(row, 5),
                text(row, 6),
                of(name, row.get(9)).stream()
                        .map(it -> new TableShape.Column(
                                String.valueOf(it.get(1)), String.valueOf(it.get(2)), String.valueOf(it.get(3))))
                        .toList(),
                of(name, row.get(10)) + " " + new CreateQuery(text(row, 7)).projections());
    }

    private static String engine(QualifiedName name, List<?> databases) {
        return databases.stream()
                .map(it -> (List<?>) it)
                .filter(it -> name.database().orElseThrow().equals(it.get(0)))
                .map(it -> String.valueOf(it.get(1)))
                .findFirst()
                .orElse("");
    }

    /** What is said of one table, without its names. */
    private static List<List<?>> of(QualifiedName name, Object ofAll) {
        return ((List<?>) ofAll)
                .stream()
                        .map(it -> (List<?>) it)
                        .filter(it -> isOf(name, it))
                        .<List<?>>map(it -> it.subList(TABLE_COLUMNS, it.size()))
                        .toList();
    }

    private QualifiedName qualified(QualifiedName name) throws CopyException, InterruptedException {
        if (name.database().isPresent()) {
            return name;
        }
        String database = server.ask("SELECT currentDatabase()").get(0).get(0).toString();
        return new QualifiedName(Optional.of(database), name.table());
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
