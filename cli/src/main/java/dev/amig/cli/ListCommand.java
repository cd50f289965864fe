package dev.amig.cli;

import dev.amig.cli.output.JsonOutput;
import dev.amig.cli.output.Table;
import dev.amig.journal.Run;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.analysis.VersionRange;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Text;
import dev.amig.project.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The migrations in the order in which they run. */
@Command(
        name = "list",
        description = "Lists migrations in the order in which they run, with what the journal knows of them.",
        footer = {
            "",
            "Examples:",
            "  amig list",
            "  amig list migrations.d/0002_add_materialized_columns.amig",
            "  amig list --json --no-journal | jq -r '.[].name'"
        })
final class ListCommand extends AmigCommand {
    @Mixin
    private MigrationPaths paths;

    @Mixin
    private KnownRuns knownRuns;

    @Mixin
    private JsonOption json;

    /**
     * One migration.
     *
     * @param order   from 1, among all of the project
     * @param cluster the one that the file or the project names
     * @param applies whether the configured application is of such a version; absent: one of the two is not said
     * @param status  absent: no journal was asked
     * @param runs    the latest one on each cluster
     */
    record Line(
            int order,
            String name,
            String file,
            String description,
            Optional<String> cluster,
            Optional<String> applicationVersion,
            Optional<Boolean> applies,
            List<String> dependsOn,
            Optional<String> status,
            List<StatusCommand.Line> runs) {}

    @Override
    protected ExitCode execute() {
        Project project = paths.project();
        var files = paths.migrations(project);
        List<ValidMigration> all = files.all();
        Optional<List<Run>> runs = knownRuns.latest(project, terminal());
        List<Line> lines = new ArrayList<>();
        for (ValidMigration migration : files.chosen()) {
            lines.add(line(all.indexOf(migration) + 1, migration, project, runs));
        }
        if (json.wanted()) {
            JsonOutput.document(terminal(), lines);
        } else {
            print(lines, project);
        }
        return ExitCode.DONE;
    }

    private static Line line(int order, ValidMigration valid, Project project, Optional<List<Run>> runs) {
        var migration = valid.migration();
        MigrationStatus status = MigrationStatus.of(valid, project, runs);
        Optional<String> range = migration.applicationVersion().map(Text::value);
        return new Line(
                order,
                valid.name(),
                valid.source().name(),
                migration.description().map(Text::value).orElse(""),
                status.cluster(),
                range,
                range.flatMap(it -> project.configuration()
                        .applicationVersion()
                        .map(version -> VersionRange.parse(it).contains(version))),
                migration.dependsOn().stream().map(Name::value).toList(),
                status.text(),
                status.migrationRuns().stream().map(StatusCommand.Line::of).toList());
    }

    private void print(List<Line> lines, Project project) {
        if (lines.isEmpty()) {
            terminal()
                    .out()
                    .println("no migration in " + project.migrations() + "; 'amig new NAME' writes the first one");
            return;
        }
        boolean known = lines.stream().anyMatch(line -> line.status().isPresent());
        Table table = new Table().right("#").left("name");
        if (known) {
            table.left("status");
        }
        boolean versioned =
                lines.stream().anyMatch(line -> line.applicationVersion().isPresent());
        if (versioned) {
            table.left("application version");
        }
        table.left("description");
        for (Line line : lines) {
            List<Object> cells = new ArrayList<>(List.of(line.order(), line.name()));
            line.status().ifPresent(cells::add);
            if (versioned) {
                cells.add(versions(line, project));
            }
            cells.add(line.description());
            table.row(cells.toArray());
        }
        table.print(terminal());
    }

    private static String versions(Line line, Project project) {
        boolean notOurs = line.applies().filter(applies -> !applies).isPresent();
        String ours = project.configuration().applicationVersion().orElse("");
        return line.applicationVersion().orElse("") + (notOurs ? " (not " + ours + ")" : "");
    }
}
