package dev.amig.copy;

import dev.amig.language.sql.Identifiers;
import dev.amig.language.sql.QualifiedName;
import java.util.List;
import java.util.Optional;

/**
 * What a server says of a table, as far as a copy cares.
 *
 * @param name         with its database
 * @param engineFull   the engine's clause with everything behind it
 * @param partitionKey an expression; empty where there is none
 * @param sortingKey   expressions with commas between them; empty where there is none
 * @param layout       indexes and projections, in a text that is equal where they are
 */
record TableShape(
        QualifiedName name,
        String engine,
        String engineFull,
        String databaseEngine,
        String partitionKey,
        String sortingKey,
        String storagePolicy,
        List<Column> columns,
        String layout) {
    /** @param kind empty, {@code DEFAULT}, {@code MATERIALIZED}, {@code ALIAS} or {@code EPHEMERAL} */
    record Column(String name, String type, String kind) {
        /** A plain INSERT may name it, and its values are kept. */
        boolean isInsertable() {
            return kind.isEmpty() || kind.equals("DEFAULT");
        }

        boolean isReadable() {
            return !kind.equals("EPHEMERAL");
        }

        String sql() {
            return Identifiers.isPlain(name) ? name : Identifiers.quote(name);
        }
    }

    boolean isMergeTree() {
        return engine.endsWith("MergeTree");
    }

    /** Its parts are agreed upon by replicas. */
    boolean isReplicated() {
        return engine.startsWith("Replicated") || engine.startsWith("Shared");
    }

    /** Rows with the same key may become one while parts are merged. */
    boolean collapsesRows() {
        return isMergeTree() && !engine.matches("(Replicated|Shared)?MergeTree");
    }

    /** Of rows with the same key the last one stays, and nothing about it is changed. */
    boolean replacesRows() {
        return engine.endsWith("ReplacingMergeTree");
    }

    /** Whether the database gives its tables UUIDs that a CREATE may choose. */
    boolean takesUuids() {
        return databaseEngine.equals("Atomic");
    }

    Optional<Column> column(String name) {
        return columns.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    EngineClause clause() {
        return new EngineClause(engineFull);
    }

    /**
     * Whether parts of this table could be parts of the other one as they are.
     *
     * <p>The order of columns does not matter to parts, but their types do.
     */
    boolean hasPartsFor(TableShape other) {
        return isMergeTree()
                && other.isMergeTree()
                && clause().layout().equals(other.clause().layout())
                && storagePolicy.equals(other.storagePolicy)
                && layout.equals(other.layout)
                && columns.equals(other.columns);
    }
}
