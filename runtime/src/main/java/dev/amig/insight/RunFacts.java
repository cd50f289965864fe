package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.copy.DoubtfulMoves;
import dev.amig.journal.Activity;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Journal;
import dev.amig.journal.LeaseState;
import dev.amig.journal.NodeState;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.journal.WantedParallelism;
import dev.amig.progress.NodeProgress;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the journal knows of a run at one instant.
 *
 * @param file      of its migration, as the path was given then
 * @param now       by the journal's clock, which all of its times come from
 * @param lease     of the run's cluster
 * @param unsettled statements without an outcome, and those of which nobody knows it
 * @param doubtfulMoves of chunks: no evidence tells whether they were done
 * @param parallelism   that a person wants of the copy which the run is at
 */
public record RunFacts(
        Run run,
        String file,
        Instant now,
        Optional<LeaseState> lease,
        Optional<Activity> activity,
        List<NodeState> states,
        List<AttemptRecord> unsettled,
        List<QueryId> doubtfulMoves,
        Optional<WantedParallelism> parallelism) {
    /** A runner writes once a second; one that has been silent for so long is stuck, or its journal is slow. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final Set<RunStatus> GOING_FORWARD =
            EnumSet.of(RunStatus.RUNNING, RunStatus.STOPPING, RunStatus.PAUSED);

    /** Stands for the whole run, where a confirmation was given. */
    private static final String NO_NODE = "-";

    private static final Pattern SERVER = Pattern.compile("s(\\d+)r(\\d+)");

    /** @param run as it was read a moment ago */
    public static RunFacts read(Journal journal, Run run) {
        Run latest = journal.run(run.id()).orElseThrow();
        Optional<LeaseState> lease = journal.leases().stream()
                .filter(it -> it.cluster().equals(latest.cluster()))
                .findFirst();
        return new RunFacts(
                latest,
                journal.fileOf(run.id()),
                journal.now(),
                lease,
                journal.activity(latest.id()),
                journal.nodeStates(latest.id()),
                journal.unsettledAttempts(latest.id()),
                latest.status().isOpen()
                        ? DoubtfulMoves.of(journal, latest).stream()
                                .map(DoubtfulMoves.Doubtful::queryId)
                                .toList()
                        : List.of(),
                parallelism(journal, latest));
    }

    private static Optional<WantedParallelism> parallelism(Journal journal, Run run) {
        return GOING_FORWARD.contains(run.status()) && run.actionIndex().isPresent()
                ? journal.copies().wantedParallelism(run.id(), run.actionIndex().getAsInt())
                : Optional.empty();
    }

    /** Who has paused the copy that the run is at, or set how many chunks it takes, and what to type to go on; empty: nobody. */
    public Optional<String> steered() {
        return parallelism.map(it -> actionName() + " is " + it.told() + (it.isPaused() ? goOn(it) : ""));
    }

    private String goOn(WantedParallelism paused) {
        String command = paused.goOn(run.migration());
        return isDriven() ? "; to go on: " + command : ", and will be when the run is gone on with; then: " + command;
    }

    private String actionName() {
        return states.stream()
                .filter(it -> it.actionIndex() == run.actionIndex().orElseThrow())
                .map(NodeState::action)
                .findFirst()
                .orElse("the copy");
    }

    /** A living process holds the cluster's lease for this very run, not for another one. */
    public boolean isDriven() {
        return run.status().isOpen()
                && lease.filter(LeaseState::isLive).isPresent()
                && activity.map(it -> it.fence() == lease.get().fence()).orElse(run.status() == RunStatus.STARTING);
    }

    /** What the runner has seen, when it drives and has said so lately. */
    public Optional<Activity> freshActivity() {
        return activity.filter(
                it -> isDriven() && Duration.between(it.at(), now).compareTo(FRESH) < 0);
    }

    /** Sent, and nobody has written down how it ended. */
    public List<AttemptRecord> inFlight() {
        return unsettled.stream().filter(it -> it.outcome().isEmpty()).toList();
    }

    /** Looked up in vain: only a person can tell. */
    public List<AttemptRecord> inDoubt() {
        return unsettled.stream().filter(it -> it.outcome().isPresent()).toList();
    }

    /** The same by their ids, with the moves of chunks. */
    public List<QueryId> doubts() {
        return Stream.concat(inDoubt().stream().map(AttemptRecord::queryId), doubtfulMoves.stream())
                .toList();
    }

    /** Of the action that the run is at, on every node where it has begun, in the direction in which the run goes. */
    public List<NodeState> currentStates() {
        Direction direction = direction();
        List<NodeState> ours =
                states.stream().filter(it -> it.direction() == direction).toList();
        return ours.stream()
                .max(Comparator.comparing(NodeState::startedAt))
                .map(latest -> ours.stream()
                        .filter(it -> it.actionIndex() == latest.actionIndex())
                        .filter(it -> !it.node().equals(NO_NODE))
                        .toList())
                .orElse(List.of());
    }

    private Direction direction() {
        return switch (run.status()) {
            case ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> Direction.ROLLBACK;
            default -> Direction.FORWARD;
        };
    }

    /** As the runner knew it; without an address where it never said it. */
    public Node node(String id) {
        return activity.stream()
                .flatMap(it -> it.progress().nodes().stream())
                .map(NodeProgress::node)
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseGet(() -> nodeOf(id));
    }

    private static Node nodeOf(String id) {
        Matcher server = SERVER.matcher(id);
        if (server.matches()) {
            return new Node(Integer.parseInt(server.group(1)), Integer.parseInt(server.group(2)), "", 0);
        }
        return Node.postgres(id.replaceFirst("^postgres_?", ""));
    }

    public Optional<AttemptRecord> inFlight(String node) {
        return inFlight().stream()
                .filter(it -> it.queryId().node().equals(node))
                .findFirst();
    }
}
