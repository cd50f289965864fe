package dev.amig.journal;

import java.time.Instant;

/** Another runner drives the cluster. */
public final class LeaseHeldException extends JournalException {
    LeaseHeldException(String cluster, LeaseOwner owner, Instant since) {
        super("cluster " + cluster + " is being migrated by " + owner + " since " + since
                + "; wait for it, or watch it with: amig status");
    }
}
