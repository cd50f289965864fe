package dev.amig.plan;

import dev.amig.language.source.Location;
import dev.amig.language.sql.QualifiedName;
import dev.amig.language.tree.Copy;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a copy as they will run (EXECUTION.md, "COPY"), before any server was asked: what only the server knows
 * stands between «».
 */
final class CopyPreview {
    private final CopyTask task;
    private final Copy copy;
    private final QualifiedName from;
    private final QualifiedName staging;
    private final List<Statement> statements = new ArrayList<>();

    private CopyPreview(Copy copy, CopyTask task, long run, int action) {
        this.copy = copy;
        this.task = task;
        this.from = copy.readLive() ? task.source() : OwnedTables.snapshot(task.source(), run, action);
        this.staging = OwnedTables.stagingOfAny(task.destination(), run, action);
    }

    static List<Statement> of(Copy copy, CopyTask task, long run, int action) {
        return new CopyPreview(copy, task, run, action).statements();
    }

    private List<Statement> statements() {
        if (!copy.readLive()) {
            add("CREATE TABLE %s AS %s ENGINE = «MergeTree with its keys»".formatted(from, task.source()));
            add("ALTER TABLE %s ATTACH PARTITION ID «each partition» FROM %s".formatted(from, task.source()));
        }
        add("CREATE TABLE %s AS %s ENGINE = «MergeTree with its keys»".formatted(staging, task.destination()));
        add(insert());
        add("SELECT count() FROM %s".formatted(staging));
        add("ALTER TABLE %s MOVE PARTITION ID «each partition of the chunk» TO TABLE %s"
                .formatted(staging, task.destination()));
        add("DROP TABLE %s SYNC".formatted(staging));
        if (!copy.readLive()) {
            add("DROP TABLE %s SYNC".formatted(from));
        }
        return statements;
    }

    private String insert() {
        String where = task.where().map("\n  AND (%s)"::formatted).orElse("");
        return "INSERT INTO %s (%s)\nSELECT %s\nFROM %s\nWHERE %s%s"
                .formatted(
                        staging,
                        task.columnList().orElse("«columns of " + task.destination() + "»"),
                        task.expressionList().orElse("«the same columns of " + task.source() + "»"),
                        from,
                        copy.readLive() ? "_partition_id = «partition»" : "_part IN («parts»)",
                        where);
    }

    private void add(String sql) {
        Location place = copy.location();
        statements.add(new Statement(statements.size(), sql, place));
    }
}
