package dev.amig.cli;

import dev.amig.cluster.Node;
import dev.amig.cluster.Shard;
import dev.amig.sample.SampleEvents;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Writes sample events into every shard at once, each shard its own share. */
final class SampleWriter {
    private final Workplace.Site site;
    private final Consumer<String> progress;

    SampleWriter(Workplace.Site site, Consumer<String> progress) {
        this.site = site;
        this.progress = progress;
    }

    /** Rows that the table holds now, over all shards. */
    long count(String table) throws QueryException {
        long total = 0;
        for (Shard shard : site.cluster().shards()) {
            Result result = ask(shard.replicas().get(0), "SELECT count() FROM " + table);
            total += ((Number) result.rows().get(0).get(0)).longValue();
        }
        return total;
    }

    /** @return rows written, over all shards */
    long write(String table, long rows, long seed) throws QueryException {
        SampleEvents sample = new SampleEvents(table, rows, seed);
        List<Shard> shards = site.cluster().shards();
        List<CompletableFuture<Long>> writing = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            String sql = sample.insertFor(i + 1, shards.size());
            Node node = shards.get(i).replicas().get(0);
            writing.add(CompletableFuture.supplyAsync(() -> written(node, sql)));
        }
        long total = 0;
        try {
            for (CompletableFuture<Long> shard : writing) {
                total += shard.join();
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failed failed) {
                throw failed.cause;
            }
            throw e;
        }
        progress.accept(String.format(
                Locale.ROOT, "sample: %,d events in %s on %d shards, seed %d", total, table, shards.size(), seed));
        return total;
    }

    private long written(Node node, String sql) {
        try {
            return ask(node, sql).counters().writtenRows();
        } catch (QueryException e) {
            throw new Failed(e);
        }
    }

    private Result ask(Node node, String sql) throws QueryException {
        return site.connections()
                .to(node)
                .execute(Query.of(sql, "amig-sample-" + UUID.randomUUID()), ProgressListener.NONE);
    }

    /** Carries the checked exception through the future. */
    private static final class Failed extends RuntimeException {
        private final transient QueryException cause;

        private Failed(QueryException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
