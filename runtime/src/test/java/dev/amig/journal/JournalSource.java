package dev.amig.journal;

import java.time.Duration;

/** Where the journals of a contract come from. */
interface JournalSource {
    /** Each call opens the same journal with connections of its own, as another process would. */
    Journal open();

    /** Makes the lease on a cluster look as old as if its owner had been silent for that long. */
    void age(String cluster, Duration silence);
}
