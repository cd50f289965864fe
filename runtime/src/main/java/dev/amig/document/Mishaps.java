package dev.amig.document;

import dev.amig.language.tree.ActionOptions.OnError;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import java.util.Optional;

/** What happens when an action fails: the runner's own rules, in words. */
final class Mishaps {
    private final Plan plan;
    private final Plan finalization;

    Mishaps(Plan plan) {
        this.plan = plan;
        this.finalization = plan.finalization();
    }

    /** For a table's cell. */
    String inAWord(PlannedAction action) {
        if (action instanceof PlannedAction.Confirm) {
            return "waits for a person";
        }
        if (isWarning(action)) {
            return "warns, goes on";
        }
        return pauses(action) ? "pauses" : "undoes all so far";
    }

    /** As Markdown; absent: a person is asked, and nothing can fail. */
    Optional<String> sentence(PlannedAction action) {
        if (isWarning(action)) {
            return Optional.of("a mismatch is a warning, and the run goes on (" + Markdown.code("WARN ONLY") + ")");
        }
        if (action instanceof PlannedAction.Confirm) {
            return Optional.empty();
        }
        return Optional.of(
                pauses(action)
                        ? "the run pauses and undoes nothing, because " + whyPause(action)
                        : "everything so far is undone, the last first");
    }

    private static boolean isWarning(PlannedAction action) {
        return action instanceof PlannedAction.Verify verify && verify.warnOnly();
    }

    private boolean pauses(PlannedAction action) {
        return partOf(action).onError(action) == OnError.PAUSE
                || irreversible(action).isPresent();
    }

    private String whyPause(PlannedAction action) {
        if (action.options().onError().filter(OnError.PAUSE::equals).isPresent()) {
            return "the file says " + Markdown.code("ON ERROR PAUSE");
        }
        return irreversible(action)
                .map(it -> Markdown.code(it.heading().name()) + " cannot be undone")
                .orElse("a person has confirmed or tables were swapped before");
    }

    /** The first that has started by then and has no rollback. */
    private Optional<PlannedAction> irreversible(PlannedAction action) {
        return partOf(action).actions().stream()
                .filter(it -> it.heading().index() <= action.heading().index())
                .filter(it -> !it.undo().isPossible())
                .findFirst();
    }

    /** FINALIZE is a run of its own, and undoes no more than itself. */
    private Plan partOf(PlannedAction action) {
        return plan.finalActions().contains(action) ? finalization : plan;
    }
}
