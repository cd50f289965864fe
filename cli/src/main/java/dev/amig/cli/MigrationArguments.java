package dev.amig.cli;

import dev.amig.language.analysis.ValidMigration;
import dev.amig.project.MigrationFiles;
import dev.amig.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which migrations, on which cluster, with which parameters: what {@code run} and {@code render} both take. */
final class MigrationArguments {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|DIR",
            description = "Migrations, or folders of them; without any, those of the project.")
    private List<Path> paths = List.of();

    @Option(
            names = {"-c", "--cluster"},
            paramLabel = "NAME",
            description = "A cluster of amig.yaml; without it, the migration's own, then the project's default.")
    private String cluster;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            description = "The value of a PARAM; may be given several times.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    boolean namesCluster() {
        return cluster != null;
    }

    Project project() {
        paths.forEach(MigrationArguments::requireThere);
        return Project.load(paths.isEmpty() ? Path.of("") : paths.get(0));
    }

    MigrationFiles migrations(Project project) {
        if (paths.isEmpty() && !Files.isDirectory(project.migrations())) {
            throw CommandException.usage("there is no folder " + project.migrations())
                    .withHint("name the migrations, or call amig inside a project");
        }
        return MigrationFiles.read(project, paths);
    }

    private static void requireThere(Path path) {
        if (!Files.exists(path)) {
            throw CommandException.usage("there is no file or folder " + path);
        }
    }

    /** The project's values and over them those of the command line. */
    Map<String, String> parametersFor(ValidMigration migration, Project project) {
        Map<String, String> values = new LinkedHashMap<>();
        migration.migration().params().forEach(param -> {
            String name = param.name().value();
            String configured = project.configuration().parameters().get(name);
            if (configured != null) {
                values.put(name, configured);
            }
        });
        values.putAll(parameters);
        return values;
    }

    /**
     * The name of the cluster that a migration runs on.
     *
     * @throws dev.amig.project.ClusterNotFoundException when there is none of that name
     */
    String clusterOf(ValidMigration migration, Project project) {
        Optional<String> named = Optional.ofNullable(cluster)
                .or(() -> migration.migration().cluster().map(name -> name.value()));
        return project.clusterName(named);
    }
}
