package dev.amig.cli;

import dev.amig.cli.output.JsonOutput;
import dev.amig.cli.output.Table;
import dev.amig.insight.RunFacts;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.project.MigrationFiles;
import dev.amig.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the journal knows of every migration. */
@Command(name = "status", description = "Shows how far every migration is, or all about one.")
final class StatusCommand extends AmigCommand {
    @Parameters(arity = "0..1", paramLabel = "MIGRATION", description = "All events of this one's latest run.")
    private String migration;

    @Mixin
    private JournalOption journalOption;

    @Option(
            names = {"-w", "--watch"},
            description = "The screen of 'amig run', for what another process runs: until nobody drives it any more.")
    private boolean watch;

    @Option(names = "--json", description = "As JSON; with --watch one document a second, each on a line of its own.")
    private boolean json;

    /** The columns that operators know from the seed of this tool. */
    record Line(
            String name,
            String cluster,
            String description,
            String status,
            Optional<String> error,
            int progress,
            Optional<Integer> currentOperationIndex,
            Optional<String> currentQueryId,
            Optional<String> taskId,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            Optional<Long> run) {

        static Line of(Run run) {
            Optional<Integer> operation = run.actionIndex().isPresent()
                    ? Optional.of(run.actionIndex().getAsInt())
                    : Optional.empty();
            return new Line(
                    run.migration(),
                    run.cluster(),
                    run.description(),
                    run.status().title(),
                    run.error(),
                    run.progress(),
                    operation,
                    run.currentQueryId(),
                    run.taskId(),
                    Optional.of(run.startedAt()),
                    run.finishedAt(),
                    Optional.of(run.id()));
        }

        static Line notStarted(String name, String description) {
            return new Line(
                    name,
                    "",
                    description,
                    RunStatus.NOT_STARTED.title(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    @Override
    protected ExitCode execute() throws Exception {
        Project project = Project.load(Path.of(""));
        try (Workplace workplace = journalOption.open(terminal())) {
            Journal journal = workplace.journal();
            if (watch) {
                return watch(workplace);
            } else if (migration != null) {
                one(journal);
            } else {
                all(project, journal);
            }
            return ExitCode.DONE;
        }
    }

    private ExitCode watch(Workplace workplace) throws InterruptedException {
        Journal journal = workplace.journal();
        StatusWatch screen = new StatusWatch(terminal(), workplace, json);
        if (migration != null) {
            return screen.follow(RunSelection.latest(journal, migration, Optional.empty()));
        }
        Optional<Run> driven = StatusWatch.driven(journal);
        if (driven.isEmpty()) {
            terminal()
                    .err()
                    .println("nobody drives a migration at this moment; 'amig status' shows where all of them stand");
            return ExitCode.DONE;
        }
        return screen.follow(driven.get());
    }

    private void all(Project project, Journal journal) {
        List<Run> runs = journal.latestRuns();
        List<Line> lines = new ArrayList<>(runs.stream().map(Line::of).toList());
        Set<String> known = lines.stream().map(Line::name).collect(Collectors.toSet());
        if (Files.isDirectory(project.migrations())) {
            MigrationFiles.read(project, List.of()).all().stream()
                    .filter(file -> !known.contains(file.name()))
                    .map(file -> Line.notStarted(
                            file.name(),
                            file.migration()
                                    .description()
                                    .map(text -> text.value())
                                    .orElse("")))
                    .forEach(lines::add);
        }
        lines.sort(Comparator.comparing(Line::name).thenComparing(Line::cluster));
        if (json) {
            JsonOutput.document(terminal(), lines);
            return;
        }
        Table table = new Table()
                .left("name")
                .left("cluster")
                .left("status")
                .right("progress")
                .right("operation")
                .left("started at")
                .left("finished at")
                .left("query id")
                .left("task id")
                .left("description");
        lines.forEach(line -> table.row(
                line.name(),
                line.cluster(),
                line.status(),
                line.progress() + " %",
                line.currentOperationIndex().map(String::valueOf).orElse(""),
                time(line.startedAt()),
                time(line.finishedAt()),
                line.currentQueryId().orElse(""),
                line.taskId().orElse(""),
                line.description()));
        table.print(terminal());
        lines.stream()
                .filter(line -> line.error().isPresent())
                .forEach(line -> terminal()
                        .out()
                        .println("\n" + line.name() + ": " + line.error().get()));
        runs.forEach(run ->
                steered(journal, run).ifPresent(it -> terminal().out().println("\n" + run.migration() + ": " + it)));
    }

    private static Optional<String> steered(Journal journal, Run run) {
        return run.status().isOpen() ? RunFacts.read(journal, run).steered() : Optional.empty();
    }

    private void one(Journal journal) {
        List<Run> runs = journal.latestRuns().stream()
                .filter(run -> run.migration().equals(migration))
                .toList();
        if (runs.isEmpty()) {
            throw CommandException.usage("the journal knows no run of " + migration)
                    .withHint("'amig status' lists all migrations");
        }
        if (json) {
            JsonOutput.document(terminal(), runs.stream().map(Line::of).toList());
            return;
        }
        for (Run run : runs) {
            terminal()
                    .out()
                    .println(run.title() + " on " + run.cluster() + ", run " + run.id() + ": "
                            + run.status().title() + ", " + run.progress() + " %");
            run.error().ifPresent(error -> terminal().out().println("error: " + error));
            steered(journal, run).ifPresent(it -> terminal().out().println(it));
            for (Event event : journal.events(run.id(), 0)) {
                terminal().out().println("  " + time(Optional.of(event.at())) + "  " + event.text());
            }
        }
    }

    private static String time(Optional<Instant> instant) {
        return instant.map(it -> it.toString().replaceFirst("\\.\\d+Z", "Z")).orElse("");
    }
}
