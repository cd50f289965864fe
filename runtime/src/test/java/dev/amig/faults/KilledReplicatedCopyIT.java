package dev.amig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.embedded.postgres.EmbeddedPostgres.Durability;
import dev.amig.keeper.ReplicatingEngine;
import dev.amig.keeper.ZooKeeper;
import dev.amig.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link KilledCopyIT}, into tables that are replicated: parts are attached to them, and not moved. */
@ReplicatingEngine
class KilledReplicatedCopyIT {
    private static final int KILLS = Integer.getInteger("amig.copy.kills", 1);
    private static final long SEED = Long.getLong("amig.copy.seed", System.nanoTime());
    private static final int LONGEST_WAIT_MILLIS = 1_500;
    private static final int MOST_RESUMES = 50;

    @TempDir
    private static Path home;

    private static ZooKeeper keeper;
    private static FaultSite site;

    @BeforeAll
    static void start() {
        keeper = ZooKeeper.start(home.resolve("keeper"));
        site = FaultSite.start(
                home.resolve("journal"),
                Durability.TEMPORARY,
                builder -> builder.shards(1)
                        .library(ReplicatingEngine.Library.path())
                        .zooKeeper(keeper.port()));
    }

    @AfterAll
    static void stop() {
        site.close();
        keeper.close();
    }

    /** {@code -Damig.copy.kills=20 -Damig.copy.rows=1050000} kills it twenty times. */
    @Test
    void a_node_that_is_killed_at_any_moment_loses_and_doubles_nothing() throws Exception {
        System.out.println("-Damig.copy.kills=" + KILLS + " -Damig.copy.seed=" + SEED);
        Random random = new Random(SEED);
        int left = KILLS;
        try (Workbench bench = new Workbench(site.address())) {
            for (int round = 1; left > 0; round++) {
                try (LiveTables tables = LiveTables.makeReplicated(bench, "live_" + round)) {
                    Map<Node, List<Long>> written = tables.writtenIntoSource();
                    CompletableFuture<Void> completed = CompletableFuture.runAsync(() -> complete(bench, tables));
                    Await.until("the copy's beginning", tables::hasBegun);
                    for (; left > 0 && !completed.isDone(); left--) {
                        Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
                        EmbeddedNode node = site.server("s1r1");
                        site.servers().kill(node);
                        site.servers().restart(node);
                    }
                    completed.get(300, TimeUnit.SECONDS);
                    tables.assertCopied(written);
                }
            }
        }
    }

    /** Goes on as often as it takes. */
    private static void complete(Workbench bench, LiveTables tables) {
        try {
            for (int i = 0; i < MOST_RESUMES && !tables.isCompleted(); i++) {
                RunResult result =
                        bench.run(tables.scenario(), tables.scenario().name());
                System.out.println(result.sentence());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        assertThat(tables.isCompleted()).as(tables.told()).isTrue();
    }

    @Test
    void wherever_a_copy_is_killed_every_row_arrives_once() throws Exception {
        new KillEverywhere(site.address(), new CopyingReplicated()).run().assertAllWell();
    }
}
