package dev.amig.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A runner that copies is killed after every write of its journal and after every statement of the chunks' protocol: whoever goes on
 * ends with each row as often as it is in the source, no partition is moved twice, and no table that was made on the way is left.
 *
 * <p>On one node: each node of a copy goes by its own part of the journal.
 */
class KilledCopyIT {
    @TempDir
    private static Path home;

    private static FaultSite site;

    @BeforeAll
    static void start() {
        site = FaultSite.start(home.resolve("journal"), 1, 1);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void wherever_a_copy_is_killed_every_row_arrives_once() throws Exception {
        new KillEverywhere(site.address(), new Copying()).run().assertAllWell();
    }

    @Test
    void wherever_the_rollback_of_a_copy_is_killed_nothing_is_left() throws Exception {
        new KillEverywhere(site.address(), new CopyingUndone()).run().assertAllWell();
    }

    @Test
    void wherever_a_repair_is_killed_every_row_is_there_once_in_the_end() throws Exception {
        new KillEverywhere(site.address(), new Repairing()).run().assertAllWell();
    }
}
