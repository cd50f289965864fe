package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.language.analysis.SqlStatement;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.Location;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.CopyColumn;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.TableName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** A copy as the one statement that it amounts to: what the author wrote for it, where a parser can see it. */
final class CopyStatement {
    private final ValidMigration valid;
    private final Copy copy;
    private final Map<String, Object> model;
    private final StringBuilder sql = new StringBuilder();
    /** By the position of its first byte, from 1: where a piece of the statement was written. */
    private final NavigableMap<Long, LongFunction<Location>> pieces = new TreeMap<>();

    CopyStatement(ValidMigration valid, Copy copy, Map<String, Object> model) {
        this.valid = valid;
        this.copy = copy;
        this.model = model;
    }

    ParserQuestion question(Node node) {
        List<CopyColumn> columns = copy.columns().orElse(List.of());
        add("INSERT INTO ", copy.location());
        add(copy.destination());
        if (!columns.isEmpty()) {
            add(" (", copy.location());
            columns.forEach(it -> element(it, CopyTask.name(it.name().value()), columns));
            add(")", copy.location());
        }
        add("\nSELECT ", copy.location());
        if (columns.isEmpty()) {
            add("*", copy.location());
        }
        columns.forEach(it -> expression(it, columns));
        add("\nFROM ", copy.location());
        add(copy.source());
        copy.where().ifPresent(it -> {
            add("\nWHERE (", copy.location());
            add(it);
            // On a line of its own: the predicate may end with a comment. What is missing is missing at its end.
            Location end = place(byteLength());
            add("\n)", end);
        });
        return new ParserQuestion(sql.toString(), node, copy.location(), this::place, false);
    }

    private Location place(long position) {
        Map.Entry<Long, LongFunction<Location>> piece = pieces.floorEntry(Math.max(1, position));
        return piece.getValue().apply(position - piece.getKey() + 1);
    }

    private void expression(CopyColumn column, List<CopyColumn> columns) {
        if (column.expression().isPresent()) {
            separate(column, columns);
            add(column.expression().get());
        } else {
            element(column, CopyTask.name(column.name().value()), columns);
        }
    }

    private void element(CopyColumn column, String text, List<CopyColumn> columns) {
        separate(column, columns);
        add(text, column.location());
    }

    private void separate(CopyColumn column, List<CopyColumn> columns) {
        if (column != columns.get(0)) {
            add(", ", column.location());
        }
    }

    private void add(TableName name) {
        add(valid.render(name.template(), model), name.location());
    }

    private void add(Island fragment) {
        List<SqlStatement> statements = valid.render(fragment, model).statements();
        SqlStatement first = statements.get(0);
        add(first.text(), first::locatePosition);
    }

    private void add(String text, Location location) {
        add(text, position -> location);
    }

    private void add(String text, LongFunction<Location> places) {
        pieces.put(byteLength() + 1, places);
        sql.append(text);
    }

    private long byteLength() {
        return sql.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
