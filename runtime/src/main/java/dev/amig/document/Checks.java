package dev.amig.document;

import dev.amig.language.text.Units;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.PlannedCheck;
import java.util.ArrayList;
import java.util.List;

/** All that is checked, in one table. */
final class Checks {
    private final Context context;
    private final Page page;
    private final List<List<String>> rows = new ArrayList<>();

    Checks(Context context, Page page) {
        this.context = context;
        this.page = page;
    }

    void write() {
        Plan plan = context.plan();
        for (int i = 0; i < plan.prechecks().size(); i++) {
            check("Precheck " + (i + 1), plan.prechecks().get(i), "before the first action");
        }
        for (int i = 0; i < plan.healthChecks().size(); i++) {
            PlannedCheck check = plan.healthChecks().get(i);
            check(
                    "Health check " + (i + 1),
                    check,
                    check.every()
                            .map(it -> "before, and every " + Units.text(it))
                            .orElse("before and while it runs"));
        }
        for (PlannedAction action : plan.actions()) {
            if (action instanceof PlannedAction.Verify verify) {
                action(action, ActionFacts.expected(verify));
            } else if (action instanceof PlannedAction.VerifyCopy verify) {
                action(action, ActionFacts.expected(verify));
            } else if (action instanceof PlannedAction.Wait) {
                action(action, "true in the end");
            }
        }
        page.heading(2, "What is checked");
        if (rows.isEmpty()) {
            page.block("Nothing but that every statement ends without an error.");
        } else {
            page.table(List.of("check", "when", "must be"), rows);
        }
    }

    private void check(String title, PlannedCheck check, String when) {
        String message =
                check.questions().isEmpty() ? "" : check.questions().get(0).message();
        rows.add(List.of(Markdown.link(title, Anchors.of(title)), when, "true, else “" + Markdown.text(message) + "”"));
    }

    private void action(PlannedAction action, String expected) {
        String title = Titles.of(action);
        rows.add(List.of(
                Markdown.link(title, Anchors.of(title)),
                "as action " + (action.heading().index() + 1),
                expected));
    }
}
