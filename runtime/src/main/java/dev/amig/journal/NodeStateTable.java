package dev.amig.journal;

import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code amig.node_state}: what each action has come to on each node. */
final class NodeStateTable {
    private NodeStateTable() {}

    /** What had been undone and is done again has to be undone again: a new way forward makes the way back forgotten. */
    static void start(Handle handle, long run, int actionIndex, String action, String node, Direction direction) {
        if (direction == Direction.FORWARD) {
            handle.createUpdate("""
                            delete from amig.node_state
                            where run = :run and action_index = :index and node = :node and direction = 'ROLLBACK'
                            """)
                    .bind("run", run)
                    .bind("index", actionIndex)
                    .bind("node", node)
                    .execute();
        }
        handle.createUpdate("""
                        insert into amig.node_state (run, action_index, action, node, direction, state)
                        values (:run, :index, :action, :node, :direction, 'STARTED')
                        on conflict (run, action_index, node, direction)
                            do update set state = 'STARTED', error = null, finished_at = null
                        """)
                .bind("run", run)
                .bind("index", actionIndex)
                .bind("action", action)
                .bind("node", node)
                .bind("direction", direction.name())
                .execute();
    }

    static void end(
            Handle handle, long run, int actionIndex, String node, Direction direction, Optional<String> error) {
        handle.createUpdate("""
                        update amig.node_state set state = :state, error = :error, finished_at = now()
                        where run = :run and action_index = :index and node = :node and direction = :direction
                        """)
                .bind("run", run)
                .bind("index", actionIndex)
                .bind("node", node)
                .bind("direction", direction.name())
                .bind("state", error.isPresent() ? "FAILED" : "FINISHED")
                .bind("error", error.orElse(null))
                .execute();
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
