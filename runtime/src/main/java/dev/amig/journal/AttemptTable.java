package dev.amig.journal;

import dev.amig.journal.EntryTables.Fenced;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@code amig.attempt}: intent before the call, outcome after. */
final class AttemptTable {
    private static final String INSERT = """
            insert into amig.attempt (query_id, run, action, node, direction, statement, attempt, sql, fence)
            values (:queryId, :run, :action, :node, :direction, :statement, :attempt, :sql, :fence)
            """;
    private static final String CONCLUDE = """
            update amig.attempt set outcome = :outcome, evidence = :evidence, error_code = :code,
                   read_rows = :readRows, written_rows = :writtenRows, written_bytes = :writtenBytes,
                   elapsed_ms = :elapsed, concluded_at = now()
            where query_id = :queryId and (outcome is null or outcome = 'UNKNOWN'
                   or outcome = 'CANCELLED' and :outcome <> 'CANCELLED')
            """;

    private AttemptTable() {}

    static void addInsert(Pipeline pipeline, Fenced intending) {
        pipeline.add(INSERT, values(intending), Pipeline.Answer.ONE);
    }

    static void addConclusion(Pipeline pipeline, Entry.Conclusion conclusion) {
        pipeline.add(CONCLUDE, Row.of(conclusion.outcome()).values(conclusion.queryId()), Pipeline.Answer.ONE);
    }

    private static Map<String, Object> values(Fenced intending) {
        Entry.Intent intent = intending.entry().intent().orElseThrow();
        QueryId id = intent.queryId();
        return Named.values(
                "queryId", id.toString(),
                "run", id.run(),
                "action", id.action(),
                "node", id.node(),
                "direction", id.direction().name(),
                "statement", id.statement(),
                "attempt", id.attempt(),
                "sql", intent.sql(),
                "fence", intending.lease().fence());
    }

    static void insert(Handle handle, List<Fenced> intending) {
        if (intending.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(INSERT);
        intending.forEach(it -> batch.add(values(it)));
        batch.execute();
    }

    /**
     * An outcome is written once. Only {@code UNKNOWN} may be replaced, and {@code CANCELLED} by another one: that a statement was killed
     * does not say what it had done by then.
     *
     * @throws IllegalStateException an outcome was written before
     */
    static void conclude(Handle handle, List<Entry.Conclusion> conclusions) {
        if (conclusions.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(CONCLUDE);
        conclusions.forEach(it -> batch.add(Row.of(it.outcome()).values(it.queryId())));
        int[] updated = batch.execute();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] != 1) {
                throw new IllegalStateException(
                        "the outcome of " + conclusions.get(i).queryId() + " was written before");
            }
        }
    }

    static List<AttemptRecord> of(Handle handle, long run) {
        return handle.createQuery("select * from amig.attempt where run = :run order by intended_at, query_id")
                .bind("run", run)
                .map((row, context) -> read(row))
                .list();
    }

    static List<AttemptRecord> unsettled(Handle handle, long run) {
        return handle.createQuery("""
                        select * from amig.attempt where run = :run and (outcome is null or outcome = 'UNKNOWN')
                        order by intended_at, query_id
                        """)
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
                Optional.ofNullable(row.getString("outcome")).map(outcome -> outcome(row, outcome)),
                RunTable.instant(row, "concluded_at"));
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
        Map<String, Object> values(QueryId queryId) {
            return Named.values(
                    "queryId",
                    queryId.toString(),
                    "outcome",
                    outcome,
                    "evidence",
                    evidence,
                    "code",
                    code,
                    "readRows",
                    counters == null ? null : counters.readRows(),
                    "writtenRows",
                    counters == null ? null : counters.writtenRows(),
                    "writtenBytes",
                    counters == null ? null : counters.writtenBytes(),
                    "elapsed",
                    elapsed == null ? null : elapsed.toMillis());
        }

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
