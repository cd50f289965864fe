package dev.amig.cli;

import dev.amig.language.analysis.ValidMigration;
import dev.amig.project.MigrationFiles;
import dev.amig.project.Project;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Which migrations, on which cluster, with which parameters: what {@code run} and {@code render} both take. */
final class MigrationArguments {
    @Mixin
    private MigrationPaths paths;

    @Mixin
    private PlanOptions options;

    boolean namesCluster() {
        return options.namesCluster();
    }

    boolean namesMigrations() {
        return !paths.isEmpty();
    }

    /** The only migration, as it was named. */
    String name() {
        return paths.name();
    }

    Optional<String> cluster() {
        return options.cluster();
    }

    Project project() {
        return paths.project();
    }

    MigrationFiles migrations(Project project) {
        return paths.neededMigrations(project);
    }

    Map<String, String> parametersFor(ValidMigration migration, Project project) {
        return options.parametersFor(migration, project);
    }

    String clusterOf(ValidMigration migration, Project project) {
        return options.clusterOf(migration, project);
    }
}
