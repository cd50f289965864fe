package dev.amig.journal;

import dev.amig.journal.Entry.NodeChange;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@code amig.node_state}: what each action has come to on each node. */
final class NodeStateTable {
    private static final String FORGET_ROLLBACK = """
            delete from amig.node_state
            where run = :run and action_index = :index and node = :node and direction = 'ROLLBACK'
            """;
    private static final String START = """
            insert into amig.node_state (run, action_index, action, node, direction, state)
            values (:run, :index, :action, :node, :direction, 'STARTED')
            on conflict (run, action_index, node, direction)
                do update set state = 'STARTED', error = null, finished_at = null
            """;
    private static final String END = """
            update amig.node_state set state = :state, error = :error, finished_at = now()
            where run = :run and action_index = :index and node = :node and direction = :direction
            """;

    private NodeStateTable() {}

    /** Of one node and direction no two changes may be in one list. */
    static void change(Handle handle, List<NodeChange> changes) {
        execute(handle, FORGET_ROLLBACK, changes.stream().filter(NodeStateTable::isNewWay));
        execute(handle, START, changes.stream().filter(NodeStateTable::isStart));
        execute(handle, END, changes.stream().filter(it -> !isStart(it)));
    }

    /** The same for one change. */
    static void add(Pipeline pipeline, NodeChange change) {
        if (isNewWay(change)) {
            pipeline.add(FORGET_ROLLBACK, values(change), Pipeline.Answer.ANY);
        }
        pipeline.add(isStart(change) ? START : END, values(change), Pipeline.Answer.ANY);
    }

    private static boolean isStart(NodeChange change) {
        return change.state() == NodeState.State.STARTED;
    }

    /** What had been undone and is done again has to be undone again: a new way forward makes the way back forgotten. */
    private static boolean isNewWay(NodeChange change) {
        return isStart(change) && change.direction() == Direction.FORWARD;
    }

    private static void execute(Handle handle, String sql, Stream<NodeChange> changes) {
        PreparedBatch batch = handle.prepareBatch(sql);
        changes.forEach(it -> batch.add(values(it)));
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static Map<String, Object> values(NodeChange change) {
        return Named.values(
                "run", change.run(),
                "index", change.actionIndex(),
                "action", change.action(),
                "node", change.node(),
                "direction", change.direction().name(),
                "state", change.state().name(),
                "error", change.error().orElse(null));
    }

    static List<NodeState> of(Handle handle, long run) {
        return handle.createQuery(
                        "select * from amig.node_state where run = :run order by direction, action_index, node")
                .bind("run", run)
                .map((row, context) -> new NodeState(
                        row.getInt("action_index"),
                        row.getString("action"),
                        row.getString("node"),
                        Direction.valueOf(row.getString("direction")),
                        NodeState.State.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("error")),
                        RunTable.instant(row, "started_at").orElseThrow(),
                        RunTable.instant(row, "finished_at")))
                .list();
    }
}
