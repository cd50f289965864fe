/**
 * ClickHouse's gRPC protocol (package {@code clickhouse.grpc}) in front of an engine that only speaks HTTP.
 *
 * <p>The way of a call: {@code ClickHouseService} → {@code Call} (messages, life and death) → {@code Inquiry}
 * (what was asked) → {@code Execution} (one statement at the engine) → {@code Results} (what is told).
 *
 * <p>What HTTP does not tell, this package cannot tell either:
 *
 * <ul>
 *   <li>Logs: none, whatever {@code send_logs_level} says.
 *   <li>Totals and extremes: documents of their own for TabSeparated and its kinds with names. In other formats they stay where HTTP
 *       puts them, inside the output or nowhere.
 *   <li>Output columns: what {@code DESCRIBE} says; none for SHOW and its like, nor with external tables.
 *   <li>Statistics: rows and bytes of the result; none for a streaming SELECT whose output came in one piece.
 *   <li>A failure before any progress or output is taken for one before execution, and comes without query id and time zone.
 *   <li>Cancelling a SELECT leaves its output where it was; the end of the format (a closing bracket of JSON) does not follow.
 *   <li>External tables: no settings of their own, no data of an INSERT beside them, a query of at most 128 KiB.
 *   <li>Sizes: a message of the client is at most a quarter of the heap, outputs of plain calls together half of it; larger ones
 *       stream. Beyond that it is status RESOURCE_EXHAUSTED.
 *   <li>Compression: none, gzip and deflate; anything else is error 48.
 * </ul>
 */
package dev.amig.embedded.grpc;
