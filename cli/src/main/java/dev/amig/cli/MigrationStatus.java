package dev.amig.cli;

import dev.amig.journal.Run;
import dev.amig.journal.RunKind;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.tree.Name;
import dev.amig.project.Project;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far one migration is.
 *
 * @param cluster the one that the file or the project names
 * @param asked   whether a journal was asked
 * @param runs    the latest one on each cluster, and that of its {@code FINALIZE}
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
        boolean usual = migrationRuns().size() == 1 && isUsual(migrationRuns().get(0));
        return Optional.of(
                runs.isEmpty()
                        ? RunStatus.NOT_STARTED.title()
                        : migrationRuns().stream()
                                .map(run -> run.status().title()
                                        + finalization(run)
                                        + (usual ? "" : " on " + run.cluster()))
                                .collect(Collectors.joining("; ")));
    }

    /** That of the usual cluster; of any other where it never ran there. */
    Optional<RunStatus> status() {
        return migrationRuns().stream()
                .filter(this::isUsual)
                .findFirst()
                .or(() -> migrationRuns().stream().findFirst())
                .map(Run::status);
    }

    List<Run> migrationRuns() {
        return runs.stream().filter(run -> run.kind() == RunKind.MIGRATION).toList();
    }

    /** Only after this run: an earlier one finalized what was rolled back since. */
    private String finalization(Run of) {
        return runs.stream()
                .filter(run -> run.kind() == RunKind.FINALIZATION)
                .filter(run -> run.cluster().equals(of.cluster()) && run.id() > of.id())
                .findFirst()
                .map(run -> run.status() == RunStatus.COMPLETED
                        ? ", finalized"
                        : ", FINALIZE " + run.status().title().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private boolean isUsual(Run run) {
        return cluster.filter(it -> it.equals(run.cluster())).isPresent();
    }
}
