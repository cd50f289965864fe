package dev.amig.copy;

import dev.amig.journal.CopyRecord.CopiedColumn;
import dev.amig.plan.CopyTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which columns a copy fills, and with what. */
final class CopyColumns {
    private final CopyServer server;
    private final CopyTask task;
    private final TableShape source;
    private final TableShape destination;

    CopyColumns(CopyServer server, CopyTask task, TableShape source, TableShape destination) {
        this.server = server;
        this.task = task;
        this.source = source;
        this.destination = destination;
    }

    /**
     * Every column with an expression of exactly the destination's type, which the server has accepted.
     *
     * @throws CopyException a column has no source, is no column, cannot be inserted into or cannot be converted
     */
    List<CopiedColumn> resolve() throws CopyException, InterruptedException {
        List<CopyTask.Field> fields =
                task.columns().isPresent() ? named(task.columns().get()) : everyInsertable();
        if (task.columns().isEmpty() && task.where().isEmpty() && areAllOfTheSameType(fields)) {
            // Nothing is left that the server could refuse.
            return fields.stream().map(it -> column(it, typeInSource(it))).toList();
        }
        List<List<Object>> types =
                describe(fields.stream().map(CopyTask.Field::expression).toList(), "what the copy reads is refused");
        List<CopiedColumn> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            columns.add(column(fields.get(i), TableShapes.text(types.get(i), 1)));
        }
        describe(
                columns.stream().map(CopiedColumn::expression).toList(),
                "a column's type cannot be made into that of the destination");
        return columns;
    }

    private List<CopyTask.Field> named(List<CopyTask.Field> fields) throws CopyException {
        for (CopyTask.Field field : fields) {
            Optional<TableShape.Column> column = destination.column(field.column());
            if (column.isEmpty()) {
                throw CopyException.failed("%s has no column %s".formatted(destination.name(), field.column()));
            }
            String kind = column.get().kind();
            if (kind.equals("MATERIALIZED") || kind.equals("ALIAS")) {
                throw CopyException.failed(
                        "%s of %s is %s: the server makes it and it cannot be copied; take it out of COLUMNS"
                                .formatted(field.column(), destination.name(), kind));
            }
        }
        List<String> missing = destination.columns().stream()
                .filter(it -> it.kind().isEmpty())
                .map(TableShape.Column::name)
                .filter(name -> fields.stream().noneMatch(it -> it.column().equals(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw CopyException.failed("COLUMNS leaves out %s of %s, which %s no default; name %s, or give a default"
                    .formatted(
                            String.join(", ", missing),
                            destination.name(),
                            missing.size() == 1 ? "has" : "have",
                            missing.size() == 1 ? "it" : "them"));
        }
        return fields;
    }

    private List<CopyTask.Field> everyInsertable() throws CopyException {
        List<CopyTask.Field> fields = new ArrayList<>();
        for (TableShape.Column column : destination.columns()) {
            Optional<TableShape.Column> same = source.column(column.name()).filter(TableShape.Column::isReadable);
            if (column.isInsertable() && same.isPresent()) {
                fields.add(new CopyTask.Field(column.name(), column.sql()));
            } else if (column.kind().isEmpty()) {
                throw CopyException.failed(
                        "the column %s of %s has neither a column of that name in %s nor a default; say with COLUMNS what it gets"
                                .formatted(column.name(), destination.name(), source.name()));
            }
        }
        noteLeftOut(fields);
        return fields;
    }

    private boolean areAllOfTheSameType(List<CopyTask.Field> fields) {
        return fields.stream()
                .allMatch(it -> typeInSource(it)
                        .equals(destination.column(it.column()).orElseThrow().type()));
    }

    private String typeInSource(CopyTask.Field field) {
        return source.column(field.column()).orElseThrow().type();
    }

    private void noteLeftOut(List<CopyTask.Field> fields) {
        String leftOut = source.columns().stream()
                .filter(TableShape.Column::isInsertable)
                .map(TableShape.Column::name)
                .filter(name -> fields.stream().noneMatch(it -> it.column().equals(name)))
                .collect(Collectors.joining(", "));
        if (!leftOut.isEmpty()) {
            server.note(
                    "not copied, as %s has no such column to insert into: %s".formatted(destination.name(), leftOut));
        }
    }

    /** CAST instead of the conversion of an INSERT: that one would make a NULL into a default without a word. */
    private CopiedColumn column(CopyTask.Field field, String type) {
        String wanted = destination.column(field.column()).orElseThrow().type();
        String expression = type.equals(wanted)
                ? field.expression()
                : "CAST(%s AS %s)".formatted("(" + field.expression() + "\n)", wanted);
        return new CopiedColumn(field.column(), wanted, expression);
    }

    /** Asks the server itself, without reading a row. */
    private List<List<Object>> describe(List<String> expressions, String complaint)
            throws CopyException, InterruptedException {
        StringBuilder select = new StringBuilder("DESCRIBE TABLE (SELECT ");
        for (int i = 0; i < expressions.size(); i++) {
            select.append(i == 0 ? "" : ", ")
                    .append(expressions.get(i))
                    .append("\n AS __amig_")
                    .append(i);
        }
        select.append(" FROM ").append(source.name());
        task.where().ifPresent(it -> select.append(" WHERE (").append(it).append("\n)"));
        try {
            return server.ask(select.append(")").toString());
        } catch (CopyException e) {
            if (e.kind() == CopyException.Kind.STOPPED) {
                throw e;
            }
            throw CopyException.failed(complaint + " by the server: " + e.getMessage());
        }
    }
}
