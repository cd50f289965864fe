package dev.amig.copy;

import dev.amig.copy.Questions.Answers;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks a node for the shape of tables. */
final class TableShapes {
    private static final int TABLE_COLUMNS = 2;

    private final CopyReader server;

    TableShapes(CopyReader server) {
        this.server = server;
    }

    /** @throws CopyException there is no such table */
    TableShape of(QualifiedName table) throws CopyException, InterruptedException {
        return of(List.of(qualified(table))).get(0);
    }

    /**
     * @param names with their databases
     * @return in their order
     * @throws CopyException one of them is not there
     */
    List<TableShape> of(List<QualifiedName> names) throws CopyException, InterruptedException {
        String databases = list(names.stream().map(TableShapes::database));
        String tables = list(names.stream().map(it -> Literals.quote(it.table())));
        String ofTables = " WHERE database IN (%s) AND table IN (%s)".formatted(databases, tables);
        // Projections are read from the statement: system.projections is not there before 24.9.
        Answers found = new Questions()
                .ask(
                        "table",
                        "[database, name, engine, engine_full, partition_key, sorting_key, storage_policy, create_table_query]",
                        "system.tables WHERE database IN (%s) AND name IN (%s)".formatted(databases, tables))
                .ask("database", "[name, engine]", "system.databases WHERE name IN (%s)".formatted(databases))
                .ask(
                        "column",
                        "[database, table, toString(position), name, type, default_kind]",
                        "system.columns" + ofTables)
                .ask(
                        "index",
                        "[database, table, name, type_full, expr, toString(granularity)]",
                        "system.data_skipping_indices" + ofTables)
                .of(server);
        List<TableShape> shapes = new ArrayList<>();
        for (QualifiedName name : names) {
            shapes.add(of(name, found.rows("table")).stream()
                    .map(row -> shape(name, row, found))
                    .findFirst()
                    .orElseThrow(() ->
                            CopyException.failed("there is no table %s here; nothing was copied".formatted(name))));
        }
        return shapes;
    }

    private static String list(Stream<String> literals) {
        return literals.distinct().collect(Collectors.joining(", "));
    }

    private static TableShape shape(QualifiedName name, List<String> row, Answers found) {
        return new TableShape(
                name,
                row.get(0),
                row.get(1),
                engine(name, found.rows("database")),
                row.get(2),
                row.get(3),
                row.get(4),
                of(name, found.rows("column")).stream()
                        .sorted(Comparator.comparing(it -> Long.parseLong(it.get(0))))
                        .map(it -> new TableShape.Column(it.get(1), it.get(2), it.get(3)))
                        .toList(),
                of(name, found.rows("index")).stream()
                                .sorted(Comparator.comparing(it -> it.get(0)))
                                .toList()
                        + " " + new CreateQuery(row.get(5)).projections());
    }

    private static String engine(QualifiedName name, List<List<String>> databases) {
        return databases.stream()
                .filter(it -> name.database().orElseThrow().equals(it.get(0)))
                .map(it -> it.get(1))
                .findFirst()
                .orElse("");
    }

    /** What is said of one table, without its names. */
    private static List<List<String>> of(QualifiedName name, List<List<String>> ofAll) {
        return ofAll.stream()
                .filter(it -> name.database().orElseThrow().equals(it.get(0))
                        && name.table().equals(it.get(1)))
                .map(it -> it.subList(TABLE_COLUMNS, it.size()))
                .toList();
    }

    /** With the database that the server takes where none is named. */
    QualifiedName qualified(QualifiedName name) throws CopyException, InterruptedException {
        if (name.database().isPresent()) {
            return name;
        }
        String database = server.ask("SELECT currentDatabase()").get(0).get(0).toString();
        return new QualifiedName(Optional.of(database), name.table());
    }

    /** A condition for system tables whose rows belong to a table. */
    static String ofTable(QualifiedName name) {
        return "database = %s AND table = %s".formatted(database(name), Literals.quote(name.table()));
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
