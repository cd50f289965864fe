package dev.amig.cli;

import dev.amig.cli.output.JsonOutput;
import dev.amig.cli.signal.Interrupts;
import dev.amig.copy.CopyDamage;
import dev.amig.journal.Event;
import dev.amig.journal.Run;
import dev.amig.progress.ProgressBoard;
import dev.amig.project.Project;
import dev.amig.run.RepairResult;
import dev.amig.run.Runner;
import dev.amig.run.StopSignal;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies again what a copy has not brought right. */
@Command(
        name = "repair",
        description =
                "Compares each COPY of a paused run, shows what differs by node and partition, asks, and copies those partitions again from the copy's snapshot; no other one is touched. 'amig resume' then goes on. Without a terminal and without --yes it only shows.",
        footer = {
            "",
            "Examples:",
            "  amig repair 0003_new_sorting_key",
            "  amig repair 0003_new_sorting_key --yes --json"
        })
final class RepairCommand extends AmigCommand {
    @Mixin
    private RunSelection selection;

    @Option(
            names = "--embedded",
            description = "On the cluster that 'amig run --embedded --data DIR' kept; it is started again.")
    private boolean embedded;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The journal and cluster of 'amig run --embedded --data DIR'.")
    private Path data;

    @Option(
            names = {"-y", "--yes"},
            description = "Copies again without asking.")
    private boolean yes;

    @Mixin
    private JsonOption json;

    private final StopSignal stop = new StopSignal();
    private Optional<RunScreen> screen = Optional.empty();

    /** What {@code --json} prints. */
    private record Report(
            long run, String migration, String status, String outcome, String sentence, List<CopyDamage> found) {
        static Report of(RepairResult result) {
            return new Report(
                    result.run().id(),
                    result.run().migration(),
                    result.run().status().title(),
                    result.ending().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    result.sentence(),
                    result.found());
        }
    }

    @Override
    protected ExitCode execute() throws Exception {
        if (embedded && data == null) {
            throw CommandException.usage("with --embedded alone nothing was kept that could be repaired")
                    .withHint("name the folder that 'amig run --embedded --data DIR' used");
        }
        try (Workplace workplace = new Workplace(Project.load(Path.of("")), this::say)) {
            if (embedded) {
                workplace.startEmbedded(Optional.of(data));
            } else {
                Optional.ofNullable(data).ifPresent(workplace::useJournalOf);
            }
            Run run = selection.find(workplace.journal());
            Optional<Run> latest = workplace.journal().latestRun(run.cluster(), run.migration());
            if (latest.filter(it -> it.id() == run.id()).isEmpty()) {
                throw CommandException.usage("run %d of %s is not its latest one, so nothing of it is left to repair"
                        .formatted(run.id(), run.title()));
            }
            try (Interrupts interrupts = Interrupts.listen(this::stopFirst, this::leaveAtOnce)) {
                RepairResult result = repair(workplace, run);
                boolean nothingBegan = result.ending() == RepairResult.Ending.REFUSED;
                return interrupts.interrupted() && nothingBegan ? ExitCode.INTERRUPTED : told(result);
            }
        }
    }

    private RepairResult repair(Workplace workplace, Run run) throws Exception {
        Workplace.Site site = workplace.site(run.cluster());
        ProgressBoard board = new ProgressBoard(Clock.systemUTC());
        Runner runner = new Runner(workplace.journal(), site.connections(), this::happened, board, stop);
        try {
            return runner.repair(run.migration(), site.cluster(), found -> {
                boolean agreed = agrees(found);
                screen = agreed ? Optional.of(RunScreen.open(terminal(), board::snapshot, json.wanted())) : screen;
                return agreed;
            });
        } finally {
            screen.ifPresent(RunScreen::close);
        }
    }

    private void happened(Event event) {
        if (screen.isPresent()) {
            screen.get().happened(event);
        } else {
            say(event.text());
        }
    }

    private boolean agrees(List<CopyDamage> found) {
        if (!json.wanted()) {
            found.stream().filter(CopyDamage::isDamaged).forEach(this::print);
            terminal().out().println(summary(found));
            terminal().flush();
        }
        Console console = System.console();
        if (yes || console == null) {
            return yes;
        }
        String answer = console.readLine("Copy that again? [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    private void print(CopyDamage damage) {
        terminal()
                .out()
                .println("%s  %s  %s is not the same as %s"
                        .formatted(damage.node(), damage.action(), damage.destination(), damage.source()));
        damage.partitions().forEach(it -> terminal().out().println("  " + it.sentence()));
    }

    private static String summary(List<CopyDamage> found) {
        long partitions = found.stream().mapToLong(it -> it.partitions().size()).sum();
        long rows = found.stream().mapToLong(CopyDamage::rows).sum();
        long bytes = found.stream().mapToLong(CopyDamage::bytes).sum();
        long kept = found.stream().mapToLong(CopyDamage::rowsOnlyInDestination).sum();
        return "to copy again: %d %s, %,d rows, about %s"
                        .formatted(partitions, partitions == 1 ? "partition" : "partitions", rows, Numbers.bytes(bytes))
                + (kept == 0
                        ? ""
                        : "; to keep in tables of their own: %,d rows that only the destination has".formatted(kept));
    }

    private ExitCode told(RepairResult result) {
        if (json.wanted()) {
            JsonOutput.document(terminal(), Report.of(result));
        }
        return switch (result.ending()) {
            case REPAIRED, NOTHING_DIFFERS -> done(result.sentence());
            case NOT_AGREED ->
                throw CommandException.usage(result.sentence()).withHint("answer y when asked, or say it with --yes");
            case REFUSED -> throw CommandException.usage(result.sentence());
            case UNFINISHED -> throw CommandException.of(ExitCode.NOT_ROLLED_BACK, result.sentence(), null);
        };
    }

    private ExitCode done(String sentence) {
        if (!json.wanted()) {
            terminal().out().println(sentence);
        }
        return ExitCode.DONE;
    }

    private void stopFirst() {
        say("stopping: what runs is killed, and the repair ends where it is (Ctrl-C again leaves at once)");
        stop.request("interrupted");
    }

    private void leaveAtOnce() {
        say("left at once: statements may still run on the servers; 'amig repair' looks their outcome up and goes on");
    }
}
