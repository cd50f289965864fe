package dev.amig.document;

import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.tree.Finalization;
import dev.amig.language.tree.Migration;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import java.util.List;
import java.util.Map;

/**
 * A migration as a document for a change review: why, what, in which order, on which nodes, how it is undone, what is checked.
 * It is made of the plan, so it shows what {@code render} shows and {@code run} does.
 */
public final class Runbook {
    private static final String BY_ITSELF = Markdown.code("amig run")
            + " does it after an error where the action says so, and when it is stopped with Ctrl-C.";

    private final Page page = new Page();
    private final Context context;

    private Runbook(Context context) {
        this.context = context;
    }

    /**
     * In Markdown, as GitHub reads it.
     *
     * @param plan  of {@code migration}
     * @param nodes whether the plan's nodes are those it will run on, or only stand for some
     * @param given parameters whose values were given, by name, as the user wrote them
     */
    public static String of(ValidMigration migration, Plan plan, Nodes nodes, Map<String, String> given) {
        return new Runbook(new Context(migration, plan, nodes, given)).write();
    }

    /** What is known of the cluster. */
    public enum Nodes {
        /** They are named. */
        KNOWN,
        /** The plan is for the embedded cluster, which stands for any; nodes are told in words. */
        EXAMPLE
    }

    private String write() {
        Plan plan = context.plan();
        new Introduction(context, page).write();
        overview(plan);
        new Parameters(context, page).write();
        new BeforeStart(context, page).write();
        page.heading(2, "Actions");
        page.block(
                "SQL is shown as the servers get it. Where a name holds the number of the run, it is that of a dry run here.");
        actions(plan.actions());
        new Undoing(context, page).write("How to undo it", plan.actions(), " " + BY_ITSELF);
        new Checks(context, page).write();
        new Commands(context, page).write();
        finalization(plan);
        return page.toString();
    }

    private void overview(Plan plan) {
        page.heading(2, "In which order");
        page.table(
                List.of("#", "action", "where", "undo", "after an error"),
                plan.actions().stream().map(this::row).toList());
        page.block(
                "The next action begins when every node has finished the one before it. Whatever stands in the last column: where"
                        + " nobody knows how a statement ended, after a lost connection for example, the run pauses.");
    }

    private List<String> row(PlannedAction action) {
        String title = Titles.of(action);
        String description = action.heading().description();
        boolean silent = description.isEmpty() || action instanceof PlannedAction.Confirm;
        return List.of(
                String.valueOf(action.heading().index() + 1),
                Markdown.link(title, Anchors.of(title)) + (silent ? "" : ": " + Markdown.text(description)),
                context.where(action),
                Undoing.inAWord(action),
                context.mishaps().inAWord(action));
    }

    private void actions(List<PlannedAction> actions) {
        actions.forEach(action -> new ActionSection(context, page, action).write());
    }

    private void finalization(Plan plan) {
        if (plan.finalActions().isEmpty()) {
            return;
        }
        Migration migration = context.migration().migration();
        page.heading(2, "Appendix: FINALIZE");
        page.block("Not part of the run: only " + Markdown.code("amig finalize") + " does it, when "
                + Markdown.text(plan.finalText()) + ".");
        migration.finalization().map(Finalization::location).ifPresent(it -> context.reasons(page, it));
        actions(plan.finalActions());
        new Undoing(context, page).write("How to undo FINALIZE", plan.finalActions(), "");
    }
}
