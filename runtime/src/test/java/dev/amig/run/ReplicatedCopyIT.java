package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.CopyRecord.Method;
import dev.amig.keeper.ReplicatingEngine;
import dev.amig.keeper.ZooKeeper;
import dev.amig.run.RunResult.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on a node of the embedded engine, and what becomes of a copy whose Keeper is away. */
@ReplicatingEngine
class ReplicatedCopyIT extends ReplicatedCopyContract {
    @TempDir
    private static Path home;

    private static ZooKeeper keeper;

    @BeforeAll
    static void start() throws Exception {
        keeper = ZooKeeper.start(home.resolve("keeper"));
        begin(Bench.start(
                home.resolve("journal"),
                builder -> builder.shards(1)
                        .library(ReplicatingEngine.Library.path())
                        .zooKeeper(keeper.port())));
    }

    @AfterAll
    static void stop() {
        keeper.close();
    }

    @Test
    void linked_parts_stay_links_though_they_get_a_hash_of_their_own() throws Exception {
        String layout = "ORDER BY id SETTINGS min_bytes_for_wide_part = 0";
        create("wide", "MergeTree", layout);
        rows("INSERT INTO r.wide SELECT number, 'x', '2024-01-01' FROM numbers(1000)");
        rows("DELETE FROM r.wide WHERE id < 10");
        create("wide_new", replicated("", "wide_new", ""), layout);
        assertThat(method(copied("wide", ""))).isEqualTo(Method.ATTACH);
        assertThat(one("SELECT count() FROM r.wide_new")).isEqualTo("990");
        assertThat(files("wide_new")).hasSize(1).isEqualTo(files("wide"));
    }

    /** The same file has the same key under each of its names. */
    private static List<Object> files(String table) throws Exception {
        List<Object> files = new ArrayList<>();
        for (List<Object> row :
                rows("SELECT path FROM system.parts WHERE database = 'r' AND active AND table = '" + table + "'")) {
            Path column = Path.of(row.get(0).toString(), "id.bin");
            files.add(Files.readAttributes(column, BasicFileAttributes.class).fileKey());
        }
        return files;
    }

    @Test
    void a_copy_waits_for_a_keeper_that_is_away() throws Exception {
        create("alone", "MergeTree", "ORDER BY id");
        rows("INSERT INTO r.alone SELECT number, 'x', '2024-01-01' FROM numbers(400)");
        create("alone_new", replicated("", "alone_new", ""), "ORDER BY (name, id)");
        CompletableFuture<RunResult> run = bench.start(
                copying(
                        "alone",
                        "CHUNK BY 50 ROWS PARALLEL 1 SETTINGS max_execution_speed = 250, timeout_before_checking_execution_speed = 0, max_block_size = 20"),
                new StopSignal(),
                Bench.options(question -> false));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (one("SELECT count() < 100 FROM r.alone_new").equals("1") && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        keeper.goAway();
        Thread.sleep(3_000);
        assertThat(run.isDone()).isFalse();
        keeper.comeBack();
        RunResult result = run.get(60, TimeUnit.SECONDS);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        assertSame("alone");
    }
}
