package dev.amig.embedded.grpc;

import java.util.OptionalInt;

/**
 * What the endpoint has to know about a statement before the engine has parsed it.
 *
 * @param kind decides how cancelling works and what HTTP does differently from gRPC
 * @param dataStart where the data of an INSERT begins in the text, also when there is none; empty if it takes none
 * @param bodyEnd where the query ends and the clauses of its output begin (INTO OUTFILE, FORMAT) or the semicolon
 * @param totals whether the query asks for a row of totals
 * @param extremes whether the query's own SETTINGS ask for extremes
 */
record Statement(Kind kind, OptionalInt dataStart, int bodyEnd, boolean totals, boolean extremes) {
    enum Kind {
        /** Produces rows: SELECT, SHOW, DESCRIBE, EXPLAIN and their like. */
        READ,
        /** INSERT of data that comes with the call. */
        INSERT_DATA,
        /** INSERT whose rows the server finds itself, by a SELECT or in a file. */
        INSERT_SELECT,
        /** SET, USE, CREATE TEMPORARY TABLE: pointless without a session, so ClickHouse refuses it over gRPC. */
        NEEDS_SESSION,
        /** Everything that changes the schema or the server. */
        OTHER;

        /** A definition is completed whatever the client does; only what moves rows can be stopped half-way. */
        boolean isStoppable() {
            return this == READ || this == INSERT_DATA || this == INSERT_SELECT;
        }
    }

    static Statement of(String query) {
        return new StatementReader(query).read();
    }

    /** Whether data follows the INSERT in its own text. */
    boolean hasInlineData(String query) {
        return dataStart.isPresent() && dataStart.getAsInt() < query.length();
    }
}
