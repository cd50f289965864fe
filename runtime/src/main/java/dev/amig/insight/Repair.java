package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Outcome;
import dev.amig.transport.QueryId;

/** What {@code amig doctor --repair} can do about a finding by itself. Each is done under the cluster's lease, so never against a living runner. */
public sealed interface Repair {
    String cluster();

    /** Gives back what its owner can no longer give back. */
    record ReleaseLease(String cluster) implements Repair {}

    /** Kills a query, and waits until the node no longer runs it. */
    record KillQuery(String cluster, Node node, QueryId queryId) implements Repair {}

    /** Writes down how a statement ended that its runner did not hear of. */
    record WriteOutcome(String cluster, AttemptRecord attempt, Outcome outcome) implements Repair {}
}
