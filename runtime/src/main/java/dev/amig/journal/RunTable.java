package dev.amig.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.amig.cluster.ChosenReplicas;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@code amig.run}. */
final class RunTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<Integer, Integer>> REPLICAS = new TypeReference<>() {};

    private static final String SET_PLACE = """
            update amig.run set action_index = coalesce(:action, action_index), progress = coalesce(:percent, progress),
                   current_query_id = coalesce(:queryId, current_query_id)
            where id = :run
            """;

    private RunTable() {}

    static Run insert(Handle handle, NewRun run) {
        return handle.createQuery("""
                        insert into amig.run (cluster, migration, kind, description, file, parameters, replicas, status)
                        values (:cluster, :migration, :kind, :description, :file, :parameters::jsonb, :replicas::jsonb,
                                'STARTING')
                        returning *
                        """)
                .bind("cluster", run.cluster())
                .bind("migration", run.migration())
                .bind("kind", run.kind().name())
                .bind("description", run.description())
                .bind("file", run.file())
                .bind("parameters", json(run.parameters()))
                .bind("replicas", json(run.replicas().replicaOfShard()))
                .map((row, context) -> read(row))
                .one();
    }

    /** The one that a transaction has begun. */
    static Run of(Handle handle, long transaction) {
        return handle.createQuery("select * from amig.run where " + EventTable.MADE_BY)
                .bind("transaction", transaction)
                .map((row, context) -> read(row))
                .one();
    }

    static void setPlan(Handle handle, long run, String checksum) {
        handle.createUpdate("update amig.run set plan_checksum = :checksum where id = :run")
                .bind("run", run)
                .bind("checksum", checksum)
                .execute();
    }

    static Run lock(Handle handle, long run) {
        return handle.createQuery("select * from amig.run where id = :run for update")
                .bind("run", run)
                .map((row, context) -> read(row))
                .one();
    }

    static void setStatus(Handle handle, long run, RunStatus status, String why) {
        handle.createUpdate("""
                        update amig.run set status = :status,
                               error = case when :status = 'RUNNING' then null else coalesce(:error, error) end,
                               progress = case when :status = 'COMPLETED' then 100 else progress end,
                               finished_at = case when :ended then now() end
                        where id = :run
                        """)
                .bind("run", run)
                .bind("status", status.name())
                .bind("error", status.carriesError() ? why : null)
                .bind("ended", !status.isOpen())
                .execute();
    }

    /** Where a run is, as far as an entry says so. */
    record Place(Optional<Entry.Place> place, Optional<String> queryId) {
        Place then(Place later) {
            return new Place(later.place.or(() -> place), later.queryId.or(() -> queryId));
        }

        private Map<String, Object> values(long run) {
            return Named.values(
                    "run", run,
                    "action", place.map(Entry.Place::actionIndex).orElse(null),
                    "percent", place.map(Entry.Place::percent).orElse(null),
                    "queryId", queryId.orElse(null));
        }
    }

    static void setPlaces(Handle handle, Map<Long, Place> places) {
        if (places.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(SET_PLACE);
        places.forEach((run, it) -> batch.add(it.values(run)));
        batch.execute();
    }

    static void addPlace(Pipeline pipeline, long run, Place place) {
        pipeline.add(SET_PLACE, place.values(run), Pipeline.Answer.ANY);
    }

    /** Of a run that goes on; what has ended keeps its last one. */
    static int setPercent(Handle handle, long run, int percent) {
        return handle.createUpdate("update amig.run set progress = :percent where id = :run and finished_at is null")
                .bind("run", run)
                .bind("percent", percent)
                .execute();
    }

    static Optional<Run> find(Handle handle, long id) {
        return handle.createQuery("select * from amig.run where id = :run")
                .bind("run", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static String file(Handle handle, long run) {
        return handle.createQuery("select file from amig.run where id = :run")
                .bind("run", run)
                .mapTo(String.class)
                .one();
    }

    static Optional<Run> latest(Handle handle, String cluster, String migration, RunKind kind) {
        return handle.createQuery("""
                        select * from amig.run where cluster = :cluster and migration = :migration and kind = :kind
                        order by id desc limit 1
                        """)
                .bind("cluster", cluster)
                .bind("migration", migration)
                .bind("kind", kind.name())
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<Run> latestOfEach(Handle handle) {
        return handle.createQuery(
                        "select distinct on (cluster, migration, kind) * from amig.run order by cluster, migration, kind desc, id desc")
                .map((row, context) -> read(row))
                .list();
    }

    private static Run read(ResultSet row) throws SQLException {
        int actionIndex = row.getInt("action_index");
        OptionalInt action = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(actionIndex);
        return new Run(
                row.getLong("id"),
                row.getString("cluster"),
                row.getString("migration"),
                RunKind.valueOf(row.getString("kind")),
                row.getString("description"),
                RunStatus.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("error")),
                row.getInt("progress"),
                action,
                Optional.ofNullable(row.getString("current_query_id")),
                Optional.ofNullable(row.getString("task_id")),
                instant(row, "started_at").orElseThrow(),
                instant(row, "finished_at"),
                Optional.ofNullable(row.getString("plan_checksum")),
                new ChosenReplicas(parse(row.getString("replicas"), REPLICAS)));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    private static <T> T parse(String json, TypeReference<T> type) throws SQLException {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("the journal holds a value that is not the JSON it should be: " + json, e);
        }
    }
}
