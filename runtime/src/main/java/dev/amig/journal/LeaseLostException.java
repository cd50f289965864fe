package dev.amig.journal;

/** This runner was taken to be dead and another one has the cluster: it may write nothing more and must stop. */
public final class LeaseLostException extends JournalException {
    LeaseLostException(Lease lease) {
        super("the lease on cluster " + lease.cluster() + " was lost to another runner (fence " + lease.fence()
                + " is no longer the newest); this one writes nothing more");
    }
}
