package dev.amig.faults;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Schema and rows of a scenario's databases on every server, one line each, with nothing in it that differs between places. */
final class Snapshot {
    private static final String NAME = "DB";

    private Snapshot() {}

    static List<String> of(Workbench bench, String database) throws QueryException {
        List<String> lines = new ArrayList<>();
        for (Node node : bench.address().nodes()) {
            for (String line : onNode(bench, node, database)) {
                lines.add(node.id() + ": " + line.replace(database, NAME));
            }
        }
        for (String line : onPostgres(bench, database)) {
            lines.add("postgres: " + line.replace(database, NAME));
        }
        return lines;
    }

    private static List<String> onNode(Workbench bench, Node node, String database) throws QueryException {
        List<List<Object>> tables = bench.rows(
                node,
                "SELECT name, create_table_query FROM system.tables WHERE database = '" + database
                        // What a repair has put aside is a person's by then, and has the run's number in its name.
                        + "' AND NOT match(name, '__amig_aside_') ORDER BY name");
        List<String> lines = new ArrayList<>();
        tables.forEach(it -> lines.add(String.valueOf(it.get(1))));
        lines.addAll(contents(
                bench,
                node,
                tables.stream()
                        .map(it ->
                                "SELECT '" + it.get(0) + "' || toString(tuple(*)) FROM " + database + "." + it.get(0))
                        .toList()));
        return lines;
    }

    private static List<String> onPostgres(Workbench bench, String database) throws QueryException {
        List<List<Object>> columns = bench.postgres(
                "SELECT table_name, string_agg(column_name || ' ' || data_type, ', ' ORDER BY ordinal_position) "
                        + "FROM information_schema.columns WHERE table_schema = '" + database
                        + "' GROUP BY 1 ORDER BY 1");
        List<String> lines = new ArrayList<>();
        columns.forEach(it -> lines.add(it.toString()));
        lines.addAll(contents(
                bench,
                Node.postgres("app"),
                columns.stream()
                        .map(it -> "SELECT '" + it.get(0) + "' || t::text FROM " + database + "." + it.get(0) + " t")
                        .toList()));
        return lines;
    }

    private static List<String> contents(Workbench bench, Node node, List<String> queries) throws QueryException {
        if (queries.isEmpty()) {
            return List.of();
        }
        List<String> rows = bench.rows(node, queries.stream().collect(Collectors.joining(" UNION ALL "))).stream()
                .map(it -> String.valueOf(it.get(0)))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.sort(rows);
        return rows;
    }
}
