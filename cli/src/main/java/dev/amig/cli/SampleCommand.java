package dev.amig.cli;

import dev.amig.project.Project;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sample events by the million. */
@Command(
        name = "sample",
        description =
                "Writes sample events into a table that has the columns of PostHog's events. The same seed gives the same rows.")
final class SampleCommand extends AmigCommand {
    static final String DEFAULT_TABLE = "posthog.sharded_events";
    static final long DEFAULT_SEED = 42;

    @Option(
            names = {"-n", "--rows"},
            paramLabel = "N",
            required = true,
            description = "How many, over all shards.")
    private long rows;

    @Option(names = "--seed", paramLabel = "N", description = "Another one gives other rows (default: 42).")
    private long seed = DEFAULT_SEED;

    @Option(names = "--table", paramLabel = "TABLE", description = "On every shard (default: posthog.sharded_events).")
    private String table = DEFAULT_TABLE;

    @Option(names = "--append", description = "Also when the table already holds rows.")
    private boolean append;

    @Option(
            names = {"-c", "--cluster"},
            paramLabel = "NAME",
            description = "A cluster of amig.yaml; without it, the project's default.")
    private String cluster;

    @Override
    protected ExitCode execute() throws Exception {
        if (rows < 1) {
            throw CommandException.usage("--rows must be at least 1, not " + rows);
        }
        if (!table.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?")) {
            throw CommandException.usage("'" + table + "' is no table's name; write database.table");
        }
        Project project = Project.load(Path.of(""));
        try (Workplace workplace = new Workplace(project, this::say)) {
            Workplace.Site site = workplace.site(project.clusterName(Optional.ofNullable(cluster)));
            SampleWriter writer =
                    new SampleWriter(site, line -> terminal().out().println(line));
            long already = writer.count(table);
            if (already > 0 && !append) {
                throw CommandException.usage(String.format(Locale.ROOT, "%s already holds %,d rows", table, already))
                        .withHint("--append writes more");
            }
            writer.write(table, rows, seed);
            return ExitCode.DONE;
        }
    }
}
