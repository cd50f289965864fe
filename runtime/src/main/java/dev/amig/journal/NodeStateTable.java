package dev.amig.journal;

import dev.amig.journal.Entry.NodeChange;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@code amig.node_state}: what each action has come to on each node. */
final class NodeStateTable {
    private NodeStateTable() {}

    /** Of one node and direction no two changes may be in one list. */
    static void change(Handle handle, List<NodeChange> changes) {
        List<NodeChange> started = changes.stream()
                .filter(it -> it.state() == NodeState.State.STARTED)
                .toList();
        forgetRollbacks(
                handle,
                started.stream()
                        .filter(it -> it.direction() == Direction.FORWARD)
                        .toList());
        start(handle, started);
        end(
                handle,
                changes.stream()
                        .filter(it -> it.state() != NodeState.State.STARTED)
                        .toList());
    }

    /** What had been undone and is done again has to be undone again: a new way forward makes the way back forgotten. */
    private static void forgetRollbacks(Handle handle, List<NodeChange> started) {
        execute(handle, started, """
                delete from amig.node_state
                where run = :run and action_index = :index and node = :node and direction = 'ROLLBACK'
                """, (batch, it) -> batch);
    }

    private static void start(Handle handle, List<NodeChange> started) {
        execute(
                handle,
                started,
                """
                insert into amig.node_state (run, action_index, action, node, direction, state)
                values (:run, :index, :action, :node, :direction, 'STARTED')
                on conflict (run, action_index, node, direction)
                    do update set state = 'STARTED', error = null, finished_at = null
                """,
                (batch, it) -> batch.bind("action", it.action())
                        .bind("direction", it.direction().name()));
    }

    private static void end(Handle handle, List<NodeChange> ended) {
        execute(
                handle,
                ended,
                """
                update amig.node_state set state = :state, error = :error, finished_at = now()
                where run = :run and action_index = :index and node = :node and direction = :direction
                """,
                (batch, it) -> batch.bind("state", it.state().name())
                        .bind("error", it.error().orElse(null))
                        .bind("direction", it.direction().name()));
    }

    private interface Binding {
        PreparedBatch bind(PreparedBatch batch, NodeChange change);
    }

    private static void execute(Handle handle, List<NodeChange> changes, String sql, Binding binding) {
        if (changes.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(sql);
        for (NodeChange change : changes) {
            batch.bind("run", change.run()).bind("index", change.actionIndex()).bind("node", change.node());
            binding.bind(batch, change).add();
        }
        batch.execute();
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
