package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.NodeState;
import dev.amig.journal.Outcome;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.journal.Transition;
import dev.amig.run.RunResult.Ending;
import dev.amig.run.Story.Command;
import dev.amig.run.Story.Kind;
import dev.amig.run.Story.Verb;
import dev.amig.simulation.Done;
import dev.amig.simulation.SimulatedCluster;
import dev.amig.simulation.SimulatedNode;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must be true of a run after every command, whatever has happened to it: the model that the runner is held to. */
final class StoryRules {
    private static final Map<RunStatus, Ending> ENDINGS = Map.of(
            RunStatus.COMPLETED, Ending.COMPLETED,
            RunStatus.ROLLED_BACK, Ending.ROLLED_BACK,
            RunStatus.WAITING_FOR_CONFIRMATION, Ending.WAITING_FOR_CONFIRMATION,
            RunStatus.PAUSED, Ending.NOT_ROLLED_BACK,
            RunStatus.ROLLBACK_FAILED, Ending.NOT_ROLLED_BACK,
            RunStatus.FAILED_AT_STARTUP, Ending.REFUSED);

    private final Story story;
    private final SimulatedCluster cluster;
    private final Journal journal;

    StoryRules(Story story, SimulatedCluster cluster, Journal journal) {
        this.story = story;
        this.cluster = cluster;
        this.journal = journal;
    }

    void hold(Command command, RunStatus before, Optional<Run> latest) {
        latest.ifPresent(run -> {
            statusesFollowTheTable(run);
            outcomesAreTrue(run);
            nothingIsDoneTwice(run);
            if (run.status() == RunStatus.COMPLETED) {
                everythingIsDone(run);
            } else if (run.status() == RunStatus.ROLLED_BACK) {
                everythingIsUndone(run);
            }
        });
        if (command.isQuiet() && command.verb() == Verb.RUN) {
            assertThat(latest.orElseThrow().status())
                    .as("a run from %s with no misfortune", before)
                    .isIn(quietEnds(before, latest.orElseThrow()));
        }
    }

    /** Where a run comes to in which nothing goes wrong. */
    private Set<RunStatus> quietEnds(RunStatus before, Run run) {
        Set<RunStatus> ends = switch (before) {
            case STOPPING -> EnumSet.of(RunStatus.ROLLED_BACK, RunStatus.PAUSED, RunStatus.FAILED_AT_STARTUP);
            case ERRORED, ROLLING_BACK, ROLLBACK_FAILED -> EnumSet.of(RunStatus.ROLLED_BACK);
            case COMPLETED -> EnumSet.of(RunStatus.COMPLETED);
            // A failure that the runner before had written, and not yet acted upon.
            case RUNNING ->
                EnumSet.of(
                        RunStatus.COMPLETED,
                        RunStatus.WAITING_FOR_CONFIRMATION,
                        RunStatus.ROLLED_BACK,
                        RunStatus.PAUSED);
            default -> EnumSet.of(RunStatus.COMPLETED, RunStatus.WAITING_FOR_CONFIRMATION);
        };
        List<AttemptRecord> attempts = journal.attempts(run.id());
        if (attempts.stream().anyMatch(AttemptRecord::isInDoubt)
                || !new EarlierAttempts(attempts).killed().isEmpty()) {
            ends.add(RunStatus.PAUSED);
        }
        return ends;
    }

    void holdResult(Command command, RunResult result) {
        if (result.ending() == Ending.REFUSED
                || result.ending() == Ending.COMPLETED_BEFORE
                || command.verb() == Verb.FINALIZE) {
            return;
        }
        assertThat(result.ending())
                .isEqualTo(ENDINGS.get(result.run().orElseThrow().status()));
        for (SimulatedNode server : cluster.servers()) {
            for (String running : server.running()) {
                assertThat(journal.attempts(result.run().orElseThrow().id()))
                        .as("%s still runs although the runner is at its end", running)
                        .filteredOn(it -> it.queryId().toString().equals(running))
                        .allMatch(it -> it.outcome().orElseThrow() instanceof Outcome.Unknown);
            }
        }
    }

    /** Intent before the call. */
    void holdSent(Set<String> sent) {
        for (String queryId : sent) {
            QueryId id = QueryId.parse(queryId).orElseThrow();
            assertThat(journal.attempts(id.run()))
                    .extracting(AttemptRecord::queryId)
                    .contains(id);
        }
    }

    private void statusesFollowTheTable(Run run) {
        RunStatus at = RunStatus.NOT_STARTED;
        for (Event event : journal.events(run.id(), 0)) {
            if (event.kind() != Event.Kind.STATUS_CHANGED) {
                continue;
            }
            RunStatus to = event.status().orElseThrow();
            Optional<Transition> way = Transition.between(at, to);
            assertThat(way).as("%s -> %s", at, to).isPresent();
            assertThat(way.get().causes())
                    .as("%s -> %s", at, to)
                    .contains(event.cause().orElseThrow());
            at = to;
        }
        assertThat(run.status()).as("the last event").isEqualTo(at);
        assertThat(run.finishedAt().isPresent()).isEqualTo(!at.isOpen());
    }

    private void outcomesAreTrue(Run run) {
        for (AttemptRecord attempt : journal.attempts(run.id())) {
            attempt.outcome().ifPresent(outcome -> {
                if (outcome instanceof Outcome.Applied) {
                    assertThat(isDone(attempt.queryId()))
                            .as("%s is said to be done", attempt.queryId())
                            .isTrue();
                } else if (!(outcome instanceof Outcome.Unknown)) {
                    assertThat(isDone(attempt.queryId()))
                            .as("%s is said to have come to %s", attempt.queryId(), outcome)
                            .isFalse();
                }
            });
        }
    }

    boolean isDone(QueryId queryId) {
        return cluster.server(queryId.node()).done().stream()
                .anyMatch(it -> it.whole() && it.queryId().equals(queryId));
    }

    /** Halves count: a person has taken away those that he knew of. */
    private void nothingIsDoneTwice(Run run) {
        for (SimulatedNode server : cluster.servers()) {
            Map<String, Long> times = of(run, server).stream()
                    .filter(it -> it.queryId().direction() == Direction.FORWARD)
                    .filter(it -> !kind(it).mayRepeat())
                    .collect(Collectors.groupingBy(
                            it -> it.queryId().action() + " " + it.queryId().statement(), Collectors.counting()));
            assertThat(times.entrySet().stream().filter(it -> it.getValue() > 1))
                    .as("what was done twice on %s: %s", server.node().id(), of(run, server))
                    .isEmpty();
        }
    }

    private void everythingIsDone(Run run) {
        for (SimulatedNode server : cluster.servers()) {
            assertThat(standing(run, server))
                    .as("what stands on " + server.node().id())
                    .isEqualTo(wanted());
        }
        assertThat(journal.nodeStates(run.id()))
                .filteredOn(it -> it.direction() == Direction.FORWARD)
                .extracting(NodeState::state)
                .containsOnly(NodeState.State.FINISHED);
    }

    private Set<String> wanted() {
        Set<String> wanted = new TreeSet<>();
        for (int i = 0; i < story.acts().size(); i++) {
            Story.Act act = story.acts().get(i);
            int effects = act.kind() == Kind.SWAP ? 1 : act.kind() == Kind.CONFIRM ? 0 : act.statements();
            for (int j = 0; j < effects; j++) {
                wanted.add(Story.name(i) + "_" + j);
            }
        }
        return wanted;
    }

    private void everythingIsUndone(Run run) {
        for (SimulatedNode server : cluster.servers()) {
            List<Done> done = of(run, server);
            assertThat(standing(run, server))
                    .as("what is left on %s of %s", server.node().id(), done)
                    .isEmpty();
            assertThat(lastUndone(done))
                    .as(
                            "actions in the order in which they were undone on %s",
                            server.node().id())
                    .isSortedAccordingTo(Comparator.reverseOrder());
            Set<String> started = journal.nodeStates(run.id()).stream()
                    .filter(it -> it.direction() == Direction.FORWARD
                            && it.node().equals(server.node().id()))
                    .map(NodeState::action)
                    .collect(Collectors.toSet());
            assertThat(done).extracting(it -> it.queryId().action()).allMatch(started::contains);
        }
    }

    /** Each action where it was undone for the last time: a swap may have been taken back, and done again, long before. */
    private static List<Integer> lastUndone(List<Done> done) {
        LinkedHashSet<Integer> order = new LinkedHashSet<>();
        for (Done it : done) {
            if (it.queryId().direction() == Direction.ROLLBACK) {
                int action = Integer.parseInt(it.queryId().action().substring(1));
                order.remove(action);
                order.add(action);
            }
        }
        return List.copyOf(order);
    }

    /** What the statements of a run come to on a node, halves included. */
    private Set<String> standing(Run run, SimulatedNode server) {
        Set<String> standing = new TreeSet<>();
        for (Done done : of(run, server)) {
            QueryId id = done.queryId();
            boolean swap = kind(done) == Kind.SWAP;
            String effect = id.action() + "_" + (swap ? 0 : id.statement());
            if (swap ? !standing.remove(effect) : id.direction() == Direction.FORWARD) {
                standing.add(effect);
            } else {
                standing.remove(effect);
            }
        }
        return standing;
    }

    private List<Done> of(Run run, SimulatedNode server) {
        return server.done().stream()
                .filter(it -> it.queryId().run() == run.id())
                .toList();
    }

    private Kind kind(Done done) {
        return story.acts()
                .get(Integer.parseInt(done.queryId().action().substring(1)))
                .kind();
    }
}
