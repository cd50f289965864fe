package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.Journal;
import dev.amig.journal.NodeState;
import dev.amig.journal.PlannedWork;
import dev.amig.journal.Run;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a run's copies may be mended, as far as the journal tells. */
final class RepairCheck {
    private final Journal journal;
    private final Run run;
    private final List<Node> nodes;

    RepairCheck(Journal journal, Run run, List<Node> nodes) {
        this.journal = journal;
        this.run = run;
        this.nodes = nodes;
    }

    /** @return the reason, for a person */
    Optional<String> whyNot() {
        Optional<String> reason = status();
        if (reason.isPresent()) {
            return reason.map(("run %d of %s is %s, "
                    .formatted(run.id(), run.title(), run.status().title()))::concat);
        }
        List<CopyRecord> copies = journal.copies().copies(run.id());
        if (copies.isEmpty()) {
            return Optional.of("run %d of %s has copied nothing".formatted(run.id(), run.title()));
        }
        reason = swapped(copies);
        return reason.isPresent() ? reason : missingNode(copies);
    }

    private Optional<String> status() {
        return switch (run.status()) {
            case PAUSED, WAITING_FOR_CONFIRMATION -> Optional.empty();
            case COMPLETED ->
                Optional.of(
                        "and the snapshot that it copied from went with its last VERIFY COPY: nothing is left to copy again from");
            case STARTING, RUNNING, STOPPING, NOT_STARTED ->
                Optional.of("and its runner is gone; 'amig resume' goes on with it, and a VERIFY COPY that finds a"
                        + " difference can be repaired when the run is paused by it (ON ERROR PAUSE)");
            case ERRORED, ROLLING_BACK, ROLLBACK_FAILED ->
                Optional.of("so what it copied is being undone; 'amig resume' ends that");
            case ROLLED_BACK, FAILED_AT_STARTUP, NOT_REQUIRED ->
                Optional.of("so nothing of it is left to repair; to keep a copy that VERIFY COPY finds different, say"
                        + " ON ERROR PAUSE there");
        };
    }

    /** Under the destination's name there may be the source by now. */
    private Optional<String> swapped(List<CopyRecord> copies) {
        int first = copies.get(0).key().actionIndex();
        Set<Integer> swaps = journal.plannedWork(run.id()).stream()
                .filter(it -> it.kind().equalsIgnoreCase("SWAP") && it.actionIndex() > first)
                .map(PlannedWork::actionIndex)
                .collect(Collectors.toSet());
        return journal.nodeStates(run.id()).stream()
                .filter(it -> it.direction() == Direction.FORWARD && swaps.contains(it.actionIndex()))
                .map(NodeState::action)
                .findFirst()
                .map(swap ->
                        "%s of run %d of %s has begun to swap tables, so what was copied has another name by now; 'amig rollback' swaps them back"
                                .formatted(swap, run.id(), run.title()));
    }

    /** Steps that have begun after the first of these copies: what they did to its rows stays only where nothing is copied again. */
    List<String> stepsAfter(Set<String> copies) {
        List<PlannedWork> planned = journal.plannedWork(run.id());
        int first = planned.stream()
                .filter(it -> copies.contains(it.action()))
                .mapToInt(PlannedWork::actionIndex)
                .min()
                .orElse(Integer.MAX_VALUE);
        Set<Integer> begun = journal.nodeStates(run.id()).stream()
                .filter(it -> it.direction() == Direction.FORWARD)
                .map(NodeState::actionIndex)
                .collect(Collectors.toSet());
        return planned.stream()
                .filter(it -> it.kind().equalsIgnoreCase("STEP") && it.actionIndex() > first)
                .filter(it -> begun.contains(it.actionIndex()))
                .map(PlannedWork::action)
                .toList();
    }

    private Optional<String> missingNode(List<CopyRecord> copies) {
        Set<String> known = nodes.stream().map(Node::id).collect(Collectors.toSet());
        return copies.stream()
                .map(it -> it.key().node())
                .filter(it -> !known.contains(it))
                .findFirst()
                .map("the cluster has no node %s any more, on which it has copied"::formatted);
    }
}
