package dev.amig.insight;

import dev.amig.journal.Run;
import dev.amig.journal.RunKind;
import java.util.List;

/** What a person may type next, in one place. */
final class NextCommands {
    private final Run run;
    private final String file;

    NextCommands(RunFacts facts) {
        this.run = facts.run();
        this.file = facts.file().isEmpty() ? facts.run().migration() : facts.file();
    }

    /** With the run where it is; with a new one where it is at its end. */
    String goOn() {
        if (run.status().isOpen()) {
            return isFinalization() ? "amig finalize " + file : "amig resume " + run.migration();
        }
        return (isFinalization() ? "amig finalize " : "amig run ") + file;
    }

    String confirm() {
        return isFinalization() ? goOn() + " --yes" : "amig confirm " + run.migration();
    }

    String stop() {
        return "amig stop " + run.migration();
    }

    String repair() {
        return "amig repair " + run.migration();
    }

    String rollBack() {
        return "amig rollback " + file;
    }

    String watch() {
        return "amig status " + run.migration() + " --watch";
    }

    String logs() {
        return "amig logs " + run.migration();
    }

    String doctor() {
        return "amig doctor --repair";
    }

    static List<String> resolve(String queryId) {
        return List.of(
                "amig resolve " + queryId + " --applied --because '…'",
                "amig resolve " + queryId + " --not-applied --because '…'");
    }

    private boolean isFinalization() {
        return run.kind() == RunKind.FINALIZATION;
    }
}
