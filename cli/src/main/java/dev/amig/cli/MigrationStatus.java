package dev.amig.cli;

import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.tree.Name;
import dev.amig.project.Project;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far one migration is.
 *
 * @param cluster the one that the file or the project names
 * @param asked   whether a journal was asked
 * @param runs    the latest one on each cluster
 */
record MigrationStatus(Optional<String> cluster, boolean asked, List<Run> runs) {
    static MigrationStatus of(ValidMigration migration, Project project, Optional<List<Run>> known) {
        List<Run> own = known.orElse(List.of()).stream()
                .filter(run -> run.migration().equals(migration.name()))
                .toList();
        Optional<String> cluster = migration
                .migration()
                .cluster()
                .map(Name::value)
                .or(() -> project.configuration().defaultCluster());
        return new MigrationStatus(cluster, known.isPresent(), own);
    }

    /** {@code Completed successfully}; with the clusters where it is not only about the usual one. Absent: nobody knows. */
    Optional<String> text() {
        if (!asked) {
            return Optional.empty();
        }
        boolean usual = runs.size() == 1
                && cluster.filter(it -> it.equals(runs.get(0).cluster())).isPresent();
        return Optional.of(
                runs.isEmpty()
                        ? "Not started"
                        : runs.stream()
                                .map(run -> run.status().title() + (usual ? "" : " on " + run.cluster()))
                                .collect(Collectors.joining(", ")));
    }

    /** That of the usual cluster; of any other where it never ran there. */
    Optional<RunStatus> status() {
        return runs.stream()
                .filter(run -> cluster.filter(it -> it.equals(run.cluster())).isPresent())
                .findFirst()
                .or(() -> runs.stream().findFirst())
                .map(Run::status);
    }
}
