package dev.amig.cli;

import dev.amig.cli.output.Colour;
import dev.amig.cli.output.JsonOutput;
import dev.amig.insight.EventFilter;
import dev.amig.insight.RunWatch;
import dev.amig.journal.Event;
import dev.amig.journal.Run;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What happened in a run, event by event. */
@Command(
        name = "logs",
        description = "Shows what happened in the latest run of a migration: time, node, action, what, query id.",
        footer = {
            "",
            "Examples:",
            "  amig logs 0002_add_materialized_columns",
            "  amig logs 0002_add_materialized_columns --follow --node s1r1,s2r1",
            "  amig logs 0002_add_materialized_columns --run 41 --errors --json | jq -r .text"
        })
final class LogsCommand extends AmigCommand {
    private static final long PAUSE_MILLIS = 500;

    @Mixin
    private RunSelection selection;

    @Mixin
    private JournalOption journal;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as events come in, until nobody drives the run any more.")
    private boolean follow;

    @Option(
            names = "--node",
            split = ",",
            paramLabel = "NODE",
            description = "Only events of these nodes, such as s1r1.")
    private Set<String> nodes = Set.of();

    @Option(names = "--errors", description = "Only what went wrong.")
    private boolean errors;

    @Option(names = "--json", description = "One JSON document for each event, on a line of its own.")
    private boolean json;

    @Override
    protected ExitCode execute() throws Exception {
        EventFilter filter = new EventFilter(nodes, errors);
        try (Workplace workplace = journal.open(terminal())) {
            Run run = selection.find(workplace.journal());
            RunWatch watch = new RunWatch(workplace.journal(), run, Optional.empty(), 0);
            while (true) {
                RunWatch.Look look = watch.look();
                look.news().stream().filter(filter).forEach(this::print);
                terminal().flush();
                if (!follow || look.isOver()) {
                    return ExitCode.DONE;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private void print(Event event) {
        if (json) {
            JsonOutput.line(terminal(), event);
            return;
        }
        String line = "%s  %-5s %s"
                .formatted(
                        event.at().truncatedTo(ChronoUnit.SECONDS), event.node().orElse(""), oneLine(event));
        terminal().out().println(paint(event, line));
    }

    /** What is in the text already is not said again. */
    private static String oneLine(Event event) {
        String text = String.join(" ", event.text().lines().toList());
        List<String> more = Stream.of(event.action(), event.queryId())
                .flatMap(Optional::stream)
                .filter(it -> !text.contains(it))
                .toList();
        return more.isEmpty() ? text : text + "  [" + String.join(", ", more) + "]";
    }

    private String paint(Event event, String line) {
        boolean bad = new EventFilter(Set.of(), true).test(event);
        return bad ? terminal().paint(Colour.BAD, line) : line;
    }
}
