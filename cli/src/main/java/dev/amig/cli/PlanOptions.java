package dev.amig.cli;

import dev.amig.language.analysis.ValidMigration;
import dev.amig.project.Project;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a plan depends on besides its migration: the cluster, and the values of parameters. */
final class PlanOptions {
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

    Optional<String> cluster() {
        return Optional.ofNullable(cluster);
    }

    boolean namesCluster() {
        return cluster != null;
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
