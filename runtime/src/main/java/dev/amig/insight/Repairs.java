package dev.amig.insight;

import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.Lease;
import dev.amig.journal.LeaseOwner;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;

/** Carries repairs out, and writes into the journal that it did. */
public final class Repairs {
    private final Journal journal;
    private final ServersOf servers;
    private final String by;

    /** @param by the person who wants them */
    public Repairs(Journal journal, ServersOf servers, String by) {
        this.journal = journal;
        this.servers = servers;
        this.by = by;
    }

    /**
     * @return what was done, in one sentence
     * @throws dev.amig.journal.LeaseHeldException a runner is at work on the cluster; nothing was done
     */
    public String carryOut(Repair repair) throws QueryException {
        Lease lease = journal.acquire(repair.cluster(), LeaseOwner.thisProcess());
        try {
            if (repair instanceof Repair.KillQuery kill) {
                return kill(lease, kill);
            } else if (repair instanceof Repair.WriteOutcome write) {
                return write(lease, write);
            }
            return "the lease on cluster " + repair.cluster() + " is free";
        } finally {
            journal.release(lease);
        }
    }

    private String kill(Lease lease, Repair.KillQuery kill) throws QueryException {
        Inquiry inquiry = servers.of(kill.cluster()).orElseThrow().inquiry();
        boolean ran = inquiry.kill(kill.node(), kill.queryId().toString());
        String told = ran
                ? "%s has killed %s; what it had written by then stays".formatted(by, kill.queryId())
                : "%s had ended by itself".formatted(kill.queryId());
        note(lease, kill.queryId(), told);
        return told;
    }

    private String write(Lease lease, Repair.WriteOutcome write) {
        QueryId queryId = write.attempt().queryId();
        journal.conclude(lease, write.attempt().attempt(), write.outcome());
        String told = "looked up by %s: %s %s".formatted(by, queryId, new QueryEnd("", write.outcome()).words());
        note(lease, queryId, told);
        return told;
    }

    private void note(Lease lease, QueryId queryId, String told) {
        journal.record(lease, queryId.run(), Event.Kind.NOTE, queryId.action(), null, queryId, told);
    }
}
