package dev.amig.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a copy does on one node, from the moment its source is fixed: written once, and all that a resumed run goes by.
 *
 * @param finishedAt absent while chunks are open
 * @param verifiedAt when the destination was found to be the same as the source; absent when the last comparison found otherwise
 */
public record CopyRecord(
        CopyKey key,
        CopyDefinition definition,
        int chunks,
        long rows,
        long bytes,
        Instant begunAt,
        Optional<Instant> finishedAt,
        Optional<Instant> verifiedAt) {

    /**
     * @param method by which rows get into a staging table
     * @param append the destination may have rows that the source has not
     */
    public record CopyDefinition(
            String source,
            String destination,
            /** What the chunks read: the source itself, or its snapshot. */
            String readFrom,
            Method method,
            List<CopiedColumn> columns,
            Optional<String> where,
            boolean append) {
        public CopyDefinition {
            columns = List.copyOf(columns);
        }

        /** Of a destination that has another name by now. */
        public CopyDefinition into(String table) {
            return new CopyDefinition(source, table, readFrom, method, columns, where, append);
        }
    }

    /**
     * @param name       of the destination's column
     * @param type       the destination's
     * @param expression over the source's columns, of that type
     */
    public record CopiedColumn(String name, String type, String expression) {}

    public enum Method {
        /** Rows are read, and written in the destination's order. */
        INSERT,
        /** Parts are linked as they are: source and destination have the same layout. */
        ATTACH
    }
}
