package dev.amig.plan;

import dev.amig.language.sql.QualifiedName;

/**
 * Names of the tables that amig makes for itself, in one place, so that a person who meets one knows whose it is: which run,
 * which action. They stand in the database of the table they serve.
 */
public final class OwnedTables {
    private OwnedTables() {}

    /** The rows that a copy reads, fixed while new ones arrive. */
    public static QualifiedName snapshot(QualifiedName source, long run, int action) {
        return source.withTable("%s__amig_snapshot_%d_%d".formatted(source.table(), run, action));
    }

    /** @param chunk its number within the copy on one node, or what stands for it */
    public static QualifiedName staging(QualifiedName destination, long run, int action, String chunk) {
        return destination.withTable("%s__amig_chunk_%d_%d_%s".formatted(destination.table(), run, action, chunk));
    }
}
