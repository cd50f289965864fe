package dev.amig.run;

import dev.amig.journal.Cause;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.journal.Transition;
import java.util.Optional;

/** Whether a person may have a migration undone, as far as the journal knows. */
final class RollbackCheck {
    private final Journal journal;
    private final String migration;

    RollbackCheck(Journal journal, String migration) {
        this.journal = journal;
        this.migration = migration;
    }

    /**
     * @param latest       of the migration's runs
     * @param finalization the latest of its {@code FINALIZE}
     * @return a sentence; empty when it may
     */
    Optional<String> whyNot(Optional<Run> latest, Optional<Run> finalization) {
        if (latest.isEmpty()) {
            return Optional.of(migration + " has never run here; there is nothing to roll back");
        }
        Run run = latest.get();
        if (!Transition.isAllowed(run.status(), RunStatus.ROLLING_BACK, Cause.ROLLBACK)) {
            return Optional.of("run %d of %s is %s and cannot be rolled back from there%s"
                    .formatted(
                            run.id(),
                            run.title(),
                            run.status().title(),
                            run.status().isOpen() ? "; 'amig run' goes on with it" : ""));
        }
        if (finalization.filter(it -> it.id() > run.id()).isPresent()) {
            return Optional.of(migration + " has been finalized; what that took away cannot be rolled back to");
        }
        return inDoubt(run);
    }

    private Optional<String> inDoubt(Run run) {
        return new EarlierAttempts(journal.attempts(run.id()))
                .inDoubt().stream()
                        .findFirst()
                        .map(it ->
                                "nobody knows how %s ended; say it first: amig resolve %s --applied|--not-applied --because '…'"
                                        .formatted(it.queryId(), it.queryId()));
    }
}
