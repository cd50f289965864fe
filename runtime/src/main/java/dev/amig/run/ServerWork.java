package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.gate.Asking;
import dev.amig.journal.Event;
import dev.amig.journal.JournalException;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import dev.amig.language.sql.SqlWords;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Some statements give no progress of their own while their answer waits for work that goes on behind them: an {@code ALTER} for
 * its mutation, a statement {@code ON CLUSTER} for other hosts. This asks the server for that work every few seconds and shows it
 * on the board; what fails in it is noted once.
 */
final class ServerWork implements AutoCloseable {
    private static final long INTERVAL_SECONDS = 2;

    private final RunSession session;
    private final Asking asking;
    private final String journalId;
    private final Map<QueryId, Watched> watched = new ConcurrentHashMap<>();
    private ScheduledExecutorService timer;

    ServerWork(RunSession session, Asking asking, String journalId) {
        this.session = session;
        this.asking = asking;
        this.journalId = journalId;
    }

    /** Ends the watching. */
    interface Watching {
        void close();
    }

    /** A statement under way. */
    private static final class Watched {
        private final QueryId queryId;
        private final Node node;
        private final String sql;
        private String noted = "";
        private boolean wasSeen;

        private Watched(QueryId queryId, Node node, String sql) {
            this.queryId = queryId;
            this.node = node;
            this.sql = sql;
        }
    }

    /** Of most statements the server counts what they do: they need no watching. */
    Watching watch(QueryId queryId, Node node, String sql) {
        if (node.isPostgres() || mutated(sql).isEmpty() && !ClusterDdl.isOnCluster(sql)) {
            return () -> {};
        }
        watched.put(queryId, new Watched(queryId, node, sql));
        start();
        return () -> watched.remove(queryId);
    }

    private synchronized void start() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "amig-server-work");
                thread.setDaemon(true);
                return thread;
            });
            timer.scheduleWithFixedDelay(this::look, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void look() {
        watched.values().forEach(it -> {
            try {
                look(it);
            } catch (QueryException | JournalException e) {
                // Only for the eye: the statement itself finds out what is wrong with its node or the journal.
                it.wasSeen = false;
            }
        });
    }

    private void look(Watched it) throws QueryException {
        Optional<String> phrase = ClusterDdl.isOnCluster(it.sql) ? hosts(it) : mutation(it);
        if (phrase.isPresent() && watched.containsKey(it.queryId)) {
            session.board().stillRunning(it.node, Phrases.firstWords(it.sql) + ": " + phrase.get());
        }
    }

    private Optional<String> hosts(Watched it) throws QueryException {
        return ClusterDdl.answered(asking.result(it.node, ClusterDdl.question(LogComment.of(journalId, it.queryId))))
                .flatMap(ClusterDdl::waitingFor);
    }

    private Optional<String> mutation(Watched it) throws QueryException {
        QualifiedName table = mutated(it.sql).orElseThrow();
        String database = table.database().map(Literals::quote).orElse("currentDatabase()");
        List<List<Object>> rows = asking.rows(
                it.node,
                "SELECT mutation_id, parts_to_do, latest_failed_part, latest_fail_reason FROM system.mutations"
                        + " WHERE database = " + database + " AND table = " + Literals.quote(table.table())
                        + " AND NOT is_done ORDER BY create_time, mutation_id");
        if (rows.isEmpty()) {
            // alter_sync and mutations_sync = 2: the answer comes when the others have done it, too.
            return it.wasSeen ? Optional.of("done here, waiting for the other replicas") : Optional.empty();
        }
        it.wasSeen = true;
        List<Object> first = rows.get(0);
        noteFailure(it, first);
        String behind = rows.size() == 1 ? "" : ", and " + (rows.size() - 1) + " more behind it";
        long parts = ((Number) first.get(1)).longValue();
        return Optional.of("mutation " + first.get(0) + " has " + parts + (parts == 1 ? " part" : " parts") + " to do"
                + behind + reason(first).map(why -> "; it fails: " + why).orElse(""));
    }

    private void noteFailure(Watched it, List<Object> mutation) {
        Optional<String> reason = reason(mutation);
        if (reason.isPresent() && !reason.get().equals(it.noted)) {
            it.noted = reason.get();
            String text = "mutation " + mutation.get(0) + " fails on " + it.node + ", part " + mutation.get(2) + ": "
                    + reason.get() + "; the server tries it again until KILL MUTATION";
            session.note(Event.Kind.NOTE, it.queryId.action(), it.node, it.queryId, text);
        }
    }

    private static Optional<String> reason(List<Object> mutation) {
        return String.valueOf(mutation.get(3)).lines().findFirst().filter(it -> !it.isBlank());
    }

    /** The table on which a mutation may have to run before the statement is answered. */
    private static Optional<QualifiedName> mutated(String sql) {
        SqlWords words = new SqlWords(sql);
        Optional<SqlWords.Table> table = switch (words.word(0)) {
            case "ALTER" -> words.table(words.behindGuard(2));
            case "DELETE" -> words.table(2);
            case "UPDATE" -> words.table(1);
            default -> Optional.empty();
        };
        return table.map(SqlWords.Table::name);
    }

    @Override
    public synchronized void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
