package dev.amig.cli;

import dev.amig.cli.output.JsonOutput;
import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Cluster;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.Plan;
import dev.amig.plan.PlanJson;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.PlanSqlFiles;
import dev.amig.plan.PlanText;
import dev.amig.plan.Planner;
import dev.amig.plan.RunContext;
import dev.amig.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The dry run. */
@Command(name = "render", description = "Shows the SQL of each action and each rollback for each node. Sends nothing.")
final class RenderCommand extends AmigCommand {
    @Mixin
    private MigrationArguments arguments;

    @Option(
            names = {"-s", "--shard"},
            paramLabel = "N",
            description = "Only the nodes of this shard.")
    private Integer shard;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Writes one SQL file for each node and direction into this folder.")
    private Path out;

    @Option(names = "--run-id", paramLabel = "N", description = "The number that stands for the run (default: 0).")
    private long runId;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    protected ExitCode execute() throws Exception {
        List<Plan> plans = plans();
        if (out != null) {
            write(plans);
        } else if (json) {
            JsonOutput.document(terminal(), plans.stream().map(PlanJson::of).toList());
        } else {
            terminal()
                    .out()
                    .print(String.join("\n", plans.stream().map(PlanText::of).toList()));
        }
        return ExitCode.DONE;
    }

    private List<Plan> plans() throws Exception {
        Project project = arguments.project();
        List<Plan> plans = new ArrayList<>();
        for (ValidMigration migration : arguments.migrations(project).chosen()) {
            Cluster cluster = ClusterFinder.topology(project, arguments.clusterOf(migration, project));
            plans.add(plan(project, migration, cluster));
        }
        return plans;
    }

    private Plan plan(Project project, ValidMigration migration, Cluster cluster) {
        PlanRequest request = new PlanRequest(
                cluster,
                ChosenReplicas.lowest(cluster),
                new RunContext(runId, Instant.EPOCH),
                arguments.parametersFor(migration, project),
                project.configuration().settings(),
                Environment.listed(project));
        Plan plan = Planner.plan(migration, request);
        if (shard == null) {
            return plan;
        }
        if (cluster.shard(shard).isEmpty()) {
            throw CommandException.usage("cluster " + cluster.name() + " has no shard " + shard)
                    .withHint("it has the shards 1 to " + cluster.shards().size());
        }
        return plan.onShard(shard);
    }

    private void write(List<Plan> plans) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        plans.forEach(plan -> files.putAll(PlanSqlFiles.of(plan)));
        try {
            Files.createDirectories(out);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = out.resolve(file.getKey());
                Files.writeString(path, file.getValue());
                terminal().out().println(path);
            }
        } catch (IOException e) {
            throw CommandException.usage("the SQL cannot be written to " + out + ": " + e.getMessage())
                    .withHint("name a folder that can be written with --out");
        }
    }
}
