package dev.amig.cli;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Cluster;
import dev.amig.document.Runbook;
import dev.amig.document.Runbook.Nodes;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.tree.Param;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.Planner;
import dev.amig.plan.RunContext;
import dev.amig.project.MigrationFiles;
import dev.amig.project.Project;
import dev.amig.transport.QueryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A migration for people who have to agree to it. */
@Command(
        name = "doc",
        description = {
            "Writes a migration as a runbook in Markdown, for a change review.",
            "Why, what, in which order, on which nodes, how it is undone, what is checked. Sends nothing."
        },
        footer = {
            "",
            "Nodes are named where amig.yaml lists those of the cluster. Otherwise they are told in words,",
            "and the SQL is that of the embedded cluster; --cluster asks the server of a cluster that is",
            "configured with 'discover'.",
            "",
            "Examples:",
            "  amig doc migrations.d/0002_add_materialized_columns.amig",
            "  amig doc migrations.d/0002_add_materialized_columns.amig --cluster main --out review.md"
        })
final class DocCommand extends AmigCommand {
    @Parameters(paramLabel = "FILE", description = "The migration.")
    private Path file;

    @Mixin
    private PlanOptions options;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Writes it into this file.")
    private Path out;

    /** @param nodes whether they are those of a cluster that is configured */
    private record Place(Cluster cluster, Nodes nodes) {}

    @Override
    protected ExitCode execute() throws Exception {
        if (!Files.isRegularFile(file)) {
            throw CommandException.usage("there is no file " + file);
        }
        Project project = Project.load(file);
        ValidMigration migration =
                MigrationFiles.readNeeded(project, List.of(file)).chosen().get(0);
        Place place = place(project, migration);
        Map<String, String> given = options.parametersFor(migration, project);
        PlanRequest request = new PlanRequest(
                place.cluster(),
                ChosenReplicas.lowest(place.cluster()),
                RunContext.DRY,
                withStandIns(migration, given),
                project.configuration().settings(),
                Environment.listed(project));
        String text = Runbook.of(migration, Planner.plan(migration, request), place.nodes(), given);
        OutputFile.write(terminal(), Optional.ofNullable(out), text);
        return ExitCode.DONE;
    }

    /** Without {@code --cluster} no server is asked, and a cluster that is not known is no obstacle. */
    private Place place(Project project, ValidMigration migration) throws QueryException {
        if (options.namesCluster()) {
            String name = options.clusterOf(migration, project);
            Cluster cluster = ClusterFinder.topology(project, name);
            boolean configured = ClusterFinder.configured(project, name).isPresent();
            return new Place(cluster, configured ? Nodes.KNOWN : Nodes.EXAMPLE);
        }
        Cluster example = ExampleCluster.of(project, migration);
        boolean listed = ClusterFinder.configured(project, example.name())
                .filter(it -> it.discover().isEmpty())
                .isPresent();
        return listed
                ? new Place(ClusterFinder.topology(project, example.name()), Nodes.KNOWN)
                : new Place(example, Nodes.EXAMPLE);
    }

    /** A text that must be given and was not can still be shown: as «name». */
    private static Map<String, String> withStandIns(ValidMigration migration, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>(given);
        migration.migration().params().stream()
                .filter(it ->
                        it.type() == Param.Type.STRING && it.defaultValue().isEmpty())
                .map(it -> it.name().value())
                .forEach(it -> values.putIfAbsent(it, "«" + it + "»"));
        return values;
    }
}
