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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Some statements give no progress of their own while their answer waits for work that goes on behind them: an {@code ALTER} for
 * its mutation, a statement {@code ON CLUSTER} for other hosts. This asks the server for that work every few seconds and shows it
 * on the board; what fails in it is noted once. A server that does not answer keeps nobody from asking the others.
 */
final class ServerWork implements AutoCloseable {
    private static final long INTERVAL_SECONDS = 2;

    private final RunSession session;
    private final Asking asking;
    private final String journalId;
    private final Map<QueryId, Watched> watched = new ConcurrentHashMap<>();
    private final ExecutorService askers = Executors.newCachedThreadPool(ServerWork::thread);
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

    /** What is left of that work, for a person; empty when there is nothing to say of it. */
    private interface Look {
        Optional<String> phrase() throws QueryException;
    }

    /** @param isAsking its server has not answered the last question yet */
    private record Watched(QueryId queryId, Node node, String sql, Look look, AtomicBoolean isAsking) {}

    /** Of most statements the server counts what they do: they need no watching. */
    Watching watch(QueryId queryId, Node node, String sql) {
        Optional<Look> look = node.isPostgres() ? Optional.empty() : look(queryId, node, sql);
        if (look.isEmpty()) {
            return () -> {};
        }
        watched.put(queryId, new Watched(queryId, node, sql, look.get(), new AtomicBoolean()));
        start();
        return () -> watched.remove(queryId);
    }

    private Optional<Look> look(QueryId queryId, Node node, String sql) {
        if (ClusterDdl.isOnCluster(sql)) {
            return Optional.of(() -> hosts(queryId, node));
        }
        return mutated(sql).map(table -> {
            MutationLook look = new MutationLook(queryId, node, table);
            return look::phrase;
        });
    }

    private synchronized void start() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(ServerWork::thread);
            timer.scheduleWithFixedDelay(this::look, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "amig-server-work");
        thread.setDaemon(true);
        return thread;
    }

    private void look() {
        for (Watched it : watched.values()) {
            if (it.isAsking().compareAndSet(false, true)) {
                askers.submit(() -> look(it));
            }
        }
    }

    private void look(Watched it) {
        try {
            Optional<String> phrase = it.look().phrase();
            if (phrase.isPresent() && watched.containsKey(it.queryId())) {
                session.board().stillRunning(it.node(), Phrases.firstWords(it.sql()) + ": " + phrase.get());
            }
        } catch (QueryException | JournalException e) {
            // Only for the eye: what is wrong with the node or the journal, the statement itself finds out and tells.
            return;
        } finally {
            it.isAsking().set(false);
        }
    }

    private Optional<String> hosts(QueryId queryId, Node node) throws QueryException {
        return ClusterDdl.answered(asking.result(node, ClusterDdl.question(LogComment.of(journalId, queryId))))
                .flatMap(ClusterDdl::waitingFor);
    }

    /** For one thread at a time. */
    private final class MutationLook {
        private final QueryId queryId;
        private final Node node;
        private final String question;
        private boolean wasSeen;
        private String noted = "";

        private MutationLook(QueryId queryId, Node node, QualifiedName table) {
            this.queryId = queryId;
            this.node = node;
            this.question =
                    "SELECT mutation_id, parts_to_do, latest_failed_part, latest_fail_reason FROM system.mutations"
                            + " WHERE database = "
                            + table.database().map(Literals::quote).orElse("currentDatabase()")
                            + " AND table = " + Literals.quote(table.table())
                            + " AND NOT is_done ORDER BY create_time, mutation_id";
        }

        private Optional<String> phrase() throws QueryException {
            List<List<Object>> mutations = asking.result(node, question).rows();
            if (mutations.isEmpty()) {
                // alter_sync and mutations_sync = 2: the answer comes when the others have done it, too.
                return wasSeen ? Optional.of("done here, waiting for the other replicas") : Optional.empty();
            }
            wasSeen = true;
            List<Object> first = mutations.get(0);
            Optional<String> reason =
                    String.valueOf(first.get(3)).lines().findFirst().filter(it -> !it.isBlank());
            reason.filter(it -> !it.equals(noted)).ifPresent(it -> note(first, it));
            String behind = mutations.size() == 1 ? "" : ", and " + (mutations.size() - 1) + " more behind it";
            long parts = ((Number) first.get(1)).longValue();
            return Optional.of(
                    "mutation " + first.get(0) + " has " + parts + (parts == 1 ? " part" : " parts") + " to do" + behind
                            + reason.map(why -> "; it fails: " + why).orElse(""));
        }

        private void note(List<Object> mutation, String reason) {
            noted = reason;
            String text = "mutation " + mutation.get(0) + " fails on " + node + ", part " + mutation.get(2) + ": "
                    + reason + "; the server tries it again until KILL MUTATION";
            session.note(Event.Kind.NOTE, queryId.action(), node, queryId, text);
        }
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
        askers.shutdownNow();
    }
}
