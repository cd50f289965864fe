package dev.amig.plan;

import dev.amig.language.sql.QualifiedName;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.VerifyCopy;
import java.util.List;

/** The two questions of {@code VERIFY COPY} whose answers must be the same; as {@link CopyPreview}, before a server was asked. */
final class VerifyCopyPreview {
    private VerifyCopyPreview() {}

    static List<Statement> of(VerifyCopy verify, Copy copy, CopyTask task, long run, int copyIndex) {
        QualifiedName from = copy.readLive() ? task.source() : OwnedTables.snapshot(task.source(), run, copyIndex);
        String where = task.where().map("\nWHERE (%s)"::formatted).orElse("");
        String columns = "«columns of " + task.destination() + "»";
        return List.of(
                new Statement(
                        0, question(verify, task.expressionList().orElse(columns), from, where), verify.location()),
                new Statement(
                        1,
                        question(verify, task.columnList().orElse(columns), task.destination(), ""),
                        verify.location()));
    }

    /** A sum does not mind the order of rows. */
    private static String question(VerifyCopy verify, String columns, QualifiedName table, String where) {
        String partition = verify.byPartition() ? "«partition key» AS partition, " : "";
        String checksum = verify.withoutChecksum() ? "" : ", sum(cityHash64(" + columns + ")) AS checksum";
        String grouped = verify.byPartition() ? "\nGROUP BY partition ORDER BY partition" : "";
        return "SELECT " + partition + "count() AS rows" + checksum + "\nFROM " + table + where + grouped;
    }
}
