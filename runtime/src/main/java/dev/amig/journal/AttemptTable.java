package dev.amig.journal;

import dev.amig.transport.Counters;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code amig.attempt}: intent before the call, outcome after. */
final class AttemptTable {
    private AttemptTable() {}

    static Attempt insert(Handle handle, Lease lease, QueryId id, String sql) {
        handle.createUpdate("""
                        insert into amig.attempt (query_id, run, action, node, direction, statement, attempt, sql, fence)
                        values (:queryId, :run, :action, :node, :direction, :statement, :attempt, :sql, :fence)
                        """)
                .bind("queryId", id.toString())
                .bind("run", id.run())
                .bind("action", id.action())
                .bind("node", id.node())
                .bind("direction", id.direction().name())
                .bind("statement", id.statement())
                .bind("attempt", id.attempt())
                .bind("sql", sql)
                .bind("fence", lease.fence())
                .execute();
        return new Attempt(id, sql);
    }

    /** @return whether the attempt was still open: an outcome is written once, and only {@code UNKNOWN} may be replaced */
    static boolean conclude(Handle handle, QueryId id, Outcome outcome) {
        Row row = Row.of(outcome);
        int updated = handle.createUpdate("""
                        update amig.attempt set outcome = :outcome, evidence = :evidence, error_code = :code,
                               read_rows = :readRows, written_rows = :writtenRows, written_bytes = :writtenBytes,
                               elapsed_ms = :elapsed, concluded_at = now()
                        where query_id = :queryId and (outcome is null or outcome = 'UNKNOWN')
                        """)
                .bind("queryId", id.toString())
                .bind("outcome", row.outcome)
                .bind("evidence", row.evidence)
                .bind("code", row.code)
                .bind("readRows", row.counters == null ? null : row.counters.readRows())
                .bind("writtenRows", row.counters == null ? null : row.counters.writtenRows())
                .bind("writtenBytes", row.counters == null ? null : row.counters.writtenBytes())
                .bind("elapsed", row.elapsed == null ? null : row.elapsed.toMillis())
                .execute();
        return updated == 1;
    }

    static List<AttemptRecord> of(Handle handle, long run) {
        return handle.createQuery("select * from amig.attempt where run = :run order by intended_at, query_id")
                .bind("run", run)
                .map((row, context) -> read(row))
                .list();
    }

    private static AttemptRecord read(ResultSet row) throws SQLException {
        QueryId id = new QueryId(
                row.getLong("run"),
                row.getString("action"),
                row.getString("node"),
                Direction.valueOf(row.getString("direction")),
                row.getInt("statement"),
                row.getInt("attempt"));
        return new AttemptRecord(
                new Attempt(id, row.getString("sql")),
                RunTable.instant(row, "intended_at").orElseThrow(),
                Optional.ofNullable(row.getString("outcome")).map(outcome -> outcome(row, outcome)));
    }

    private static Outcome outcome(ResultSet row, String kind) {
        try {
            String evidence = row.getString("evidence");
            return switch (kind) {
                case "APPLIED" ->
                    new Outcome.Applied(
                            new Counters(
                                    row.getLong("read_rows"),
                                    0,
                                    0,
                                    row.getLong("written_rows"),
                                    row.getLong("written_bytes")),
                            Duration.ofMillis(row.getLong("elapsed_ms")));
                case "FAILED" -> new Outcome.Failed(row.getInt("error_code"), evidence);
                case "CANCELLED" -> new Outcome.Cancelled(evidence);
                default -> new Outcome.Unknown(evidence);
            };
        } catch (SQLException e) {
            throw new JournalException("an attempt cannot be read back: " + e.getMessage(), e);
        }
    }

    /** An outcome as columns. */
    private record Row(String outcome, String evidence, Integer code, Counters counters, Duration elapsed) {
        static Row of(Outcome outcome) {
            if (outcome instanceof Outcome.Applied applied) {
                return new Row("APPLIED", null, null, applied.counters(), applied.elapsed());
            }
            if (outcome instanceof Outcome.Failed failed) {
                return new Row("FAILED", failed.message(), failed.code(), null, null);
            }
            if (outcome instanceof Outcome.Cancelled cancelled) {
                return new Row("CANCELLED", cancelled.message(), null, null, null);
            }
            return new Row("UNKNOWN", ((Outcome.Unknown) outcome).evidence(), null, null, null);
        }
    }
}
