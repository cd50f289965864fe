package dev.amig.insight;

import dev.amig.journal.Event;
import dev.amig.journal.LeaseState;
import dev.amig.journal.NodeState;
import dev.amig.journal.Run;
import dev.amig.run.Phrases;
import dev.amig.transport.QueryId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a run is where it is. One method for each status. */
final class RunReason {
    private final RunFacts facts;
    private final Run run;
    private final NextCommands next;
    private final Optional<Event> change;

    /** @param change that brought it where it is */
    RunReason(RunFacts facts, Optional<Event> change) {
        this.facts = facts;
        this.run = facts.run();
        this.next = new NextCommands(facts);
        this.change = change;
    }

    Reason reason() {
        return switch (run.status()) {
            case NOT_STARTED, STARTING -> starting();
            case RUNNING -> running();
            case PAUSED -> paused();
            case WAITING_FOR_CONFIRMATION -> waiting();
            case STOPPING ->
                goesOn("is being stopped (%s): what runs is killed and its end is looked up".formatted(why()));
            case ERRORED -> goesOn("has failed and is about to be rolled back: " + why());
            case ROLLING_BACK -> goesOn("is being rolled back" + place() + because());
            case ROLLED_BACK -> rolledBack();
            case ROLLBACK_FAILED -> rollbackFailed();
            case FAILED_AT_STARTUP -> ended("was not started: %s; nothing was changed".formatted(why()), next.goOn());
            case COMPLETED -> ended("has completed", next.rollBack());
            case NOT_REQUIRED ->
                ended("was not required: %s; it is asked again next time".formatted(why()), next.goOn());
        };
    }

    private Reason starting() {
        return goesOn("is making its start checks: versions, REQUIRED WHEN, dependencies, PRECHECKs, HEALTHCHECKs");
    }

    private Reason running() {
        return goesOn("is running" + place() + ", %d %%".formatted(run.progress()));
    }

    /** One of the statuses in which a runner is at work, unless it is gone. */
    private Reason goesOn(String what) {
        if (facts.isDriven()) {
            return told(what + drivenBy(), next.watch(), next.logs() + " --follow", next.stop());
        }
        return told(
                what.replaceFirst("^is ", "was ") + ", and nobody goes on with it: " + whoIsGone(),
                next.goOn(),
                next.doctor());
    }

    private String drivenBy() {
        return facts.lease().map(lease -> "; driven by " + lease.owner()).orElse("");
    }

    private String whoIsGone() {
        if (facts.lease().isEmpty()) {
            return "no runner holds the lease on " + run.cluster();
        }
        LeaseState lease = facts.lease().get();
        if (lease.isLive()) {
            return "%s drives cluster %s, but another migration or not yet this one"
                    .formatted(lease.owner(), lease.cluster());
        }
        return "%s, which drove it, %s"
                .formatted(
                        lease.owner(),
                        lease.released()
                                ? "has left"
                                : "was last heard of " + ago(lease.lastHeartbeat()) + " ago and is gone");
    }

    private Reason paused() {
        List<QueryId> doubtful = facts.doubts();
        if (facts.isDriven()) {
            return told("is paused, and its copies are being repaired" + drivenBy(), next.watch(), next.logs());
        } else if (doubtful.isEmpty() && hasComparedCopies()) {
            return told("is paused: " + why(), next.repair(), next.goOn(), next.rollBack());
        } else if (doubtful.isEmpty()) {
            return told("is paused: " + why(), next.goOn(), next.rollBack());
        }
        List<String> commands = new ArrayList<>();
        doubtful.forEach(it -> commands.addAll(NextCommands.resolve(it.toString())));
        commands.add(next.goOn());
        String which = doubtful.size() == 1 ? "a statement" : doubtful.size() + " statements";
        return told(
                "is paused: nobody knows how %s ended; look at the tables, tell what you found, then go on"
                        .formatted(which),
                commands.toArray(String[]::new));
    }

    /** A VERIFY COPY has failed; as the planner names them. */
    private boolean hasComparedCopies() {
        return facts.currentStates().stream()
                .anyMatch(it ->
                        it.state() == NodeState.State.FAILED && it.action().startsWith("verify_copy_"));
    }

    private Reason waiting() {
        String question = change.map(Event::text)
                .map(text -> text.replaceFirst("^[^:]*: ", ""))
                .orElse("");
        String who = facts.isDriven() ? drivenBy() + ", which waits for the answer" : "";
        return told("waits for a person to confirm: " + question + who, next.confirm(), next.rollBack());
    }

    private Reason rolledBack() {
        String cause = run.error().map(error -> ", because: " + error).orElse("");
        return ended("was rolled back" + cause + "; a new run may begin", next.goOn());
    }

    private Reason rollbackFailed() {
        return told(
                "could not be rolled back: %s; what comes after that action is undone, what comes before it is not; remove the cause, the rollback then goes on"
                        .formatted(why()),
                next.goOn());
    }

    private Reason ended(String what, String then) {
        return told(what, then);
    }

    private String place() {
        List<NodeState> states = facts.currentStates();
        if (states.isEmpty()) {
            return "";
        }
        long done = states.stream()
                .filter(it -> it.state() == NodeState.State.FINISHED)
                .count();
        int nodes = nodesOfAction(states);
        return ": %s, done on %d of %d %s"
                .formatted(states.get(0).action(), done, nodes, nodes == 1 ? "node" : "nodes");
    }

    /** The journal has those where the action has begun; the runner knows the others, too. */
    private int nodesOfAction(List<NodeState> states) {
        return facts.freshActivity()
                .map(it -> it.progress())
                .filter(it -> it.action().equals(states.get(0).action()))
                .map(it -> it.nodes().size())
                .orElse(states.size());
    }

    private String because() {
        return run.error().map(error -> ", because: " + error).orElse("");
    }

    /** What was said when it came to this status. */
    private String why() {
        return run.error()
                .orElseGet(() -> change.map(Event::text)
                        .map(text -> text.replaceFirst("^[^:]*: ", ""))
                        .orElse("nobody said why"));
    }

    private String ago(Instant instant) {
        return Phrases.of(Duration.between(instant, facts.now()));
    }

    private Reason told(String what, String... commands) {
        String since = change.map(event -> " (for " + ago(event.at()) + ")").orElse("");
        String steered = facts.steered().map(it -> "; " + it).orElse("");
        String sentence = "%s on %s %s%s%s".formatted(run.title(), run.cluster(), what, since, steered);
        return new Reason("run " + run.id(), sentence, change.map(Event::at), List.of(commands));
    }
}
