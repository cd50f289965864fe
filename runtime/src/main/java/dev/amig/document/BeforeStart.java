package dev.amig.document;

import dev.amig.language.text.Units;
import dev.amig.language.tree.HealthCheck;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.Precheck;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedCheck;
import java.util.List;
import java.util.Optional;

/** What is asked before the first action, and while it runs. */
final class BeforeStart {
    private final Context context;
    private final Plan plan;
    private final Migration migration;
    private final Page page;

    BeforeStart(Context context, Page page) {
        this.context = context;
        this.plan = context.plan();
        this.migration = context.migration().migration();
        this.page = page;
    }

    void write() {
        if (plan.requiredWhen().isEmpty()
                && plan.prechecks().isEmpty()
                && plan.healthChecks().isEmpty()) {
            return;
        }
        page.heading(2, "Before the start");
        migration.requiredWhen().ifPresent(it -> {
            page.heading(3, "Is it needed here?");
            context.reasons(page, it.location());
            page.block("Asked on " + context.where(TargetWords.of(it.placement()), Context.nodesOf(plan.requiredWhen()))
                    + ". If the answer is not true, nothing is done, and the run is recorded as not required.");
            context.sql(page, plan.requiredWhen(), NodePlan::statements);
        });
        for (int i = 0; i < plan.prechecks().size(); i++) {
            Precheck check = migration.prechecks().get(i);
            question(
                    "Precheck " + (i + 1),
                    check.placement(),
                    plan.prechecks().get(i),
                    "before the first action",
                    "the run does not start");
        }
        for (int i = 0; i < plan.healthChecks().size(); i++) {
            HealthCheck check = migration.healthChecks().get(i);
            String again = check.every().map(it -> "every " + Units.text(it)).orElse("again and again");
            question(
                    "Health check " + (i + 1),
                    check.placement(),
                    plan.healthChecks().get(i),
                    "before the first action and " + again + " while it runs",
                    "the run does not start, or the action that runs counts as failed");
        }
    }

    private void question(
            String title, Optional<Placement> placement, PlannedCheck check, String when, String otherwise) {
        List<NodePlan> asked = check.questions().stream()
                .map(it -> new NodePlan(it.node(), List.of(it.query()), List.of()))
                .toList();
        page.heading(3, title);
        context.reasons(page, check.location());
        page.block("Asked on %s, %s. If the answer is not true, %s: “%s”."
                .formatted(
                        context.where(TargetWords.of(placement), Context.nodesOf(asked)),
                        when,
                        otherwise,
                        Markdown.text(
                                check.questions().isEmpty()
                                        ? ""
                                        : check.questions().get(0).message())));
        context.sql(page, asked, NodePlan::statements);
    }
}
