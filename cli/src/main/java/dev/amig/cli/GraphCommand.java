package dev.amig.cli;

import dev.amig.cli.graph.DotGraph;
import dev.amig.cli.graph.GraphNode;
import dev.amig.cli.graph.MermaidGraph;
import dev.amig.journal.Run;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.tree.Name;
import dev.amig.project.MigrationFiles;
import dev.amig.project.Project;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What depends on what. */
@Command(
        name = "graph",
        description = "Draws which migration depends on which, coloured by what the journal knows of them.",
        footer = {
            "",
            "With FILEs: those, and all that they depend on.",
            "Mermaid is drawn by GitHub and GitLab in a ```mermaid block; DOT by Graphviz.",
            "",
            "Examples:",
            "  amig graph",
            "  amig graph --format dot | dot -Tsvg > migrations.svg",
            "  amig graph --no-journal --out docs/migrations.mmd"
        })
final class GraphCommand extends AmigCommand {
    @Mixin
    private MigrationPaths paths;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "mermaid|dot",
            description = "The language of the drawing (default: mermaid).")
    private Format format = Format.mermaid;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Writes it into this file.")
    private Path out;

    @Mixin
    private KnownRuns knownRuns;

    /** In lower case, because completion offers them as they are. */
    private enum Format {
        mermaid,
        dot
    }

    @Override
    protected ExitCode execute() {
        Project project = paths.project();
        MigrationFiles files = paths.migrations(project);
        Optional<List<Run>> runs = knownRuns.latest(project, terminal());
        Set<String> wanted = withDependencies(files);
        List<GraphNode> nodes = files.all().stream()
                .filter(it -> wanted.contains(it.name()))
                .map(it -> node(it, MigrationStatus.of(it, project, runs)))
                .toList();
        String drawing = format == Format.dot ? DotGraph.of(nodes) : MermaidGraph.of(nodes);
        OutputFile.write(terminal(), Optional.ofNullable(out), drawing);
        return ExitCode.DONE;
    }

    private static Set<String> withDependencies(MigrationFiles files) {
        Set<String> wanted = new LinkedHashSet<>();
        Deque<ValidMigration> open = new ArrayDeque<>(files.chosen());
        while (!open.isEmpty()) {
            ValidMigration migration = open.pop();
            if (wanted.add(migration.name())) {
                List<String> needed = migration.migration().dependsOn().stream()
                        .map(Name::value)
                        .toList();
                files.all().stream().filter(it -> needed.contains(it.name())).forEach(open::push);
            }
        }
        return wanted;
    }

    private static GraphNode node(ValidMigration migration, MigrationStatus status) {
        List<String> dependsOn =
                migration.migration().dependsOn().stream().map(Name::value).toList();
        Optional<GraphNode.State> state = status.text().map(text -> new GraphNode.State(text, style(status)));
        return new GraphNode(migration.name(), dependsOn, state);
    }

    private static GraphNode.Style style(MigrationStatus status) {
        return status.status()
                .map(it -> switch (it) {
                    case COMPLETED -> GraphNode.Style.COMPLETED;
                    case NOT_REQUIRED -> GraphNode.Style.NOT_REQUIRED;
                    case ERRORED, ROLLED_BACK, ROLLBACK_FAILED, FAILED_AT_STARTUP -> GraphNode.Style.FAILED;
                    default -> GraphNode.Style.UNDER_WAY;
                })
                .orElse(GraphNode.Style.NOT_STARTED);
    }
}
