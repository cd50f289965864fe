package dev.amig.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A runner is killed after every write to its journal, before and after every sending to a server. Whoever goes on comes to where
 * nobody was killed: same schema, same rows, nothing done twice.
 */
class KilledRunnerIT {
    @TempDir
    private static Path home;

    private static FaultSite site;

    @BeforeAll
    static void start() {
        site = FaultSite.start(home.resolve("journal"), 2, 1);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void wherever_a_migration_is_killed_it_is_completed_later() throws Exception {
        new KillEverywhere(site.address(), new Everything()).run().assertAllWell();
    }

    @Test
    void wherever_a_failing_migration_is_killed_it_is_rolled_back_later() throws Exception {
        new KillEverywhere(site.address(), new EverythingThenFailure()).run().assertAllWell();
    }

    @Test
    void wherever_the_rollback_of_a_completed_migration_is_killed_it_is_rolled_back_later() throws Exception {
        new KillEverywhere(site.address(), new EverythingUndone()).run().assertAllWell();
    }
}
