package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.journal.Run;
import dev.amig.journal.RunKind;
import dev.amig.journal.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MigrationStatusTest {
    private static Optional<String> text(Run... runs) {
        return new MigrationStatus(Optional.of("main"), true, List.of(runs)).text();
    }

    @Test
    void one_that_ran_where_it_should_needs_no_clusters_name() {
        assertThat(text()).contains("Not started");
        assertThat(text(run(1, "main", RunStatus.ROLLED_BACK))).contains("Rolled back");
        assertThat(text(run(1, "other", RunStatus.COMPLETED))).contains("Completed successfully on other");
        assertThat(text(run(1, "main", RunStatus.PAUSED), run(2, "other", RunStatus.COMPLETED)))
                .contains("Paused on main; Completed successfully on other");
    }

    @Test
    void where_no_journal_was_asked_nobody_knows() {
        assertThat(new MigrationStatus(Optional.of("main"), false, List.of()).text())
                .isEmpty();
    }

    @Test
    void a_finalization_is_told_behind_the_run_that_it_finalized() {
        Run completed = run(3, "main", RunStatus.COMPLETED);
        assertThat(text(completed, finalization(4, RunStatus.COMPLETED))).contains("Completed successfully, finalized");
        assertThat(text(completed, finalization(4, RunStatus.PAUSED)))
                .contains("Completed successfully, FINALIZE paused");
        assertThat(text(completed, finalization(2, RunStatus.COMPLETED))).contains("Completed successfully");
    }

    @Test
    void the_colour_is_that_of_the_usual_cluster_and_never_that_of_a_finalization() {
        MigrationStatus status = new MigrationStatus(
                Optional.of("main"),
                true,
                List.of(
                        run(1, "a", RunStatus.ERRORED),
                        run(2, "main", RunStatus.COMPLETED),
                        finalization(3, RunStatus.PAUSED)));
        assertThat(status.status()).contains(RunStatus.COMPLETED);
    }

    private static Run run(long id, String cluster, RunStatus status) {
        return run(id, cluster, status, RunKind.MIGRATION);
    }

    private static Run finalization(long id, RunStatus status) {
        return run(id, "main", status, RunKind.FINALIZATION);
    }

    private static Run run(long id, String cluster, RunStatus status, RunKind kind) {
        return new Run(
                id,
                cluster,
                "m",
                kind,
                "",
                status,
                Optional.empty(),
                0,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                new ChosenReplicas(Map.of()));
    }
}
