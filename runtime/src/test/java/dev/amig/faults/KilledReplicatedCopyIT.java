package dev.amig.faults;

import dev.amig.embedded.postgres.EmbeddedPostgres.Durability;
import dev.amig.keeper.ReplicatingEngine;
import dev.amig.keeper.ZooKeeper;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link KilledCopyIT}, into tables that are replicated: parts are attached to them, and not moved. */
@ReplicatingEngine
class KilledReplicatedCopyIT {
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

    @Test
    void wherever_a_copy_is_killed_every_row_arrives_once() throws Exception {
        new KillEverywhere(site.address(), new CopyingReplicated()).run().assertAllWell();
    }
}
