package dev.amig.cli;

import dev.amig.cli.output.JsonOutput;
import dev.amig.cli.output.Terminal;
import dev.amig.insight.RunFacts;
import dev.amig.insight.RunWatch;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.progress.Progress;
import dev.amig.progress.ProgressBoard;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The screen of {@code run} for a run that another process drives, until nobody does any more. */
final class StatusWatch {
    private static final long PAUSE_MILLIS = 1_000;

    private final Terminal terminal;
    private final Workplace workplace;
    private final boolean json;

    StatusWatch(Terminal terminal, Workplace workplace, boolean json) {
        this.terminal = terminal;
        this.workplace = workplace;
        this.json = json;
    }

    /** One look, for machines. */
    record Look(StatusCommand.Line run, Progress progress, List<Event> events) {}

    /** @return as the run it has watched would */
    ExitCode follow(Run run) throws InterruptedException {
        Journal journal = workplace.journal();
        long seen = json ? 0 : lastEvent(journal, run);
        try (Lookout lookout = new Lookout(workplace)) {
            RunWatch watch = new RunWatch(journal, run, lookout.servers(run.cluster()), seen);
            RunWatch.Look last = json ? followAsJson(watch) : followOnScreen(watch, run);
            return exitCode(last.facts().run());
        }
    }

    private static long lastEvent(Journal journal, Run run) {
        List<Event> events = journal.events(run.id(), 0);
        return events.isEmpty() ? 0 : events.get(events.size() - 1).sequence();
    }

    private RunWatch.Look followAsJson(RunWatch watch) throws InterruptedException {
        while (true) {
            RunWatch.Look look = watch.look();
            JsonOutput.line(
                    terminal, new Look(StatusCommand.Line.of(look.facts().run()), look.progress(), look.news()));
            if (look.isOver()) {
                return look;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private RunWatch.Look followOnScreen(RunWatch watch, Run run) throws InterruptedException {
        AtomicReference<Progress> latest = new AtomicReference<>(new ProgressBoard(Clock.systemUTC()).snapshot());
        try (RunScreen screen = RunScreen.open(terminal, latest::get, false)) {
            screen.begin("run %d of %s on %s".formatted(run.id(), run.title(), run.cluster()));
            while (true) {
                RunWatch.Look look = watch.look();
                latest.set(look.progress());
                look.news().forEach(screen::happened);
                if (look.isOver()) {
                    screen.end(run(look), sentence(look));
                    return look;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static Run run(RunWatch.Look look) {
        return look.facts().run();
    }

    private static String sentence(RunWatch.Look look) {
        Run run = run(look);
        String error = run.error().map(it -> ": " + it).orElse("");
        return "%s is %s%s; 'amig why %s' says what may be done"
                .formatted(run.title(), run.status().title(), error, run.migration());
    }

    private static ExitCode exitCode(Run run) {
        return switch (run.status()) {
            case COMPLETED, NOT_REQUIRED -> ExitCode.DONE;
            case FAILED_AT_STARTUP -> ExitCode.USAGE;
            case ROLLED_BACK -> ExitCode.FAILED;
            case WAITING_FOR_CONFIRMATION -> ExitCode.WAITING;
            default -> ExitCode.NOT_ROLLED_BACK;
        };
    }

    /** The run that somebody drives at this moment. */
    static Optional<Run> driven(Journal journal) {
        return journal.latestRuns().stream()
                .filter(run -> run.status().isOpen())
                .filter(run -> RunFacts.read(journal, run).isDriven())
                .findFirst();
    }
}
