package dev.amig.run;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.RunContext;
import dev.amig.progress.ProgressBoard;
import dev.amig.run.Story.Command;
import dev.amig.run.Story.Verb;
import dev.amig.simulation.Done;
import dev.amig.simulation.Misfortunes;
import dev.amig.simulation.SimulatedCluster;
import dev.amig.simulation.SimulatedNode;
import dev.amig.transport.QueryId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Plays one story with the real runner and the real journal against simulated nodes, and holds it to {@link StoryRules}. */
final class StoryStage {
    private static final int ATTEMPTS_TO_END = 8;
    private static final TemplateLibrary TEMPLATES = TemplateLibrary.load(Bench.ROOT.resolve("templates"));

    private final Journal journal;
    private final Story story;
    private final SimulatedCluster cluster;
    private final ValidMigration migration;
    private final StoryRules rules;

    StoryStage(Journal journal, Story story) {
        this.journal = journal;
        this.story = story;
        this.cluster = new SimulatedCluster("c" + UUID.randomUUID(), 2);
        Source source = new Source(story.migrationName() + ".amig", story.text());
        this.migration = Analyzer.analyze(source, MigrationParser.parse(source), TEMPLATES);
        this.rules = new StoryRules(story, cluster, journal);
    }

    /** @throws AssertionError with the rule that was broken */
    void play() throws InterruptedException {
        for (Command command : story.commands()) {
            play(command);
        }
        bringToAnEnd();
    }

    /** With no misfortune left, and a person who answers truly, every story ends. */
    private void bringToAnEnd() throws InterruptedException {
        Command resolve = new Command(Verb.RESOLVE, true, true, Map.of(), 0, false);
        Command run = new Command(Verb.RUN, true, true, Map.of(), 0, false);
        for (int i = 0; i < ATTEMPTS_TO_END; i++) {
            if (latest().filter(it -> !it.status().isOpen()).isPresent()) {
                return;
            }
            play(resolve);
            play(run);
        }
        throw new AssertionError("it never ends: " + latest().map(Run::status));
    }

    private void play(Command command) throws InterruptedException {
        Optional<Run> before = latest();
        if (command.verb() == Verb.RESOLVE) {
            resolve();
        } else {
            drive(command, before);
        }
        rules.hold(command, before.map(Run::status).orElse(RunStatus.NOT_STARTED), latest());
    }

    private void drive(Command command, Optional<Run> before) throws InterruptedException {
        if (before.filter(it -> it.status() == RunStatus.PAUSED).isPresent()) {
            cleanUp();
        } else if (before.filter(it -> it.status().isOpen()).isEmpty()) {
            // A new run is refused while a statement of an older one is still at work.
            cluster.time().sleep(Duration.ofMinutes(1));
        }
        StopSignal stop = new StopSignal();
        Misfortunes misfortunes = new Misfortunes(
                command.faults(), () -> stop.request("a person"), () -> stop.fail("the cluster is not healthy"));
        Journal mortal = MortalJournal.of(journal, misfortunes, command.dieAt(), command.committed());
        try (Connections connections = new Connections(cluster.connections(misfortunes))) {
            Runner runner = new Runner(
                    mortal, connections, RunObserver.NONE, new ProgressBoard(Clock.systemUTC()), stop, pace());
            RunResult result = act(runner, command);
            rules.holdResult(command, result);
        } catch (Misfortunes.Crash e) {
            // The next command finds what is left.
            return;
        } finally {
            // Whatever a dead runner has left on the servers has an end, in time.
            cluster.time().sleep(Duration.ofSeconds(1));
        }
        rules.holdSent(misfortunes.sent());
    }

    private RunResult act(Runner runner, Command command) throws InterruptedException {
        PlanRequest request = new PlanRequest(
                cluster.cluster(),
                ChosenReplicas.lowest(cluster.cluster()),
                RunContext.DRY,
                Map.of(),
                Map.of(),
                Map.of());
        RunOptions options = new RunOptions(question -> command.yes(), command.rollbackOnStop(), Optional.of("1.31.0"));
        return switch (command.verb()) {
            case ROLLBACK -> runner.rollBack(migration, request, options);
            case FINALIZE -> runner.finish(migration, request, options);
            default -> runner.run(migration, request, options);
        };
    }

    private Pace pace() {
        return new Pace() {
            @Override
            public long nanoTime() {
                return cluster.time().nanoTime();
            }

            @Override
            public void sleep(Duration duration) {
                cluster.time().sleep(duration);
            }
        };
    }

    /** Before a person goes on with what is paused, he takes away what was done by halves. */
    private void cleanUp() {
        for (SimulatedNode server : cluster.servers()) {
            server.done().stream()
                    .filter(done -> !done.whole())
                    .map(Done::queryId)
                    .toList()
                    .forEach(server::cleanUp);
        }
    }

    /** A person looks at the servers, once nothing runs there any more, and says how each in doubt has ended; halves are taken away. */
    private void resolve() {
        cluster.time().sleep(Duration.ofMinutes(1));
        latest().map(this::inDoubt).orElse(List.of()).forEach(it -> {
            cluster.server(it.node()).cleanUp(it);
            new Resolution(resolving()).resolve(it.toString(), rules.isDone(it), "I looked", "a person");
        });
    }

    private Journal resolving() {
        return MortalJournal.of(journal, new Misfortunes(Map.of(), () -> {}, () -> {}), 0, false);
    }

    private List<QueryId> inDoubt(Run run) {
        List<AttemptRecord> attempts = journal.attempts(run.id());
        Stream<AttemptRecord> killed =
                run.status().isOpen() ? new EarlierAttempts(attempts).killed().stream() : Stream.of();
        return Stream.concat(attempts.stream().filter(AttemptRecord::isInDoubt), killed)
                .map(AttemptRecord::queryId)
                .toList();
    }

    private Optional<Run> latest() {
        return journal.latestRun(cluster.cluster().name(), story.migrationName());
    }
}
