package dev.amig.document;

import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.PlannedRows;
import java.util.List;

/** The SQL of an action, with the words it needs between its blocks. */
final class ActionSql implements PlannedAction.Visitor<Void> {
    private final Context context;
    private final Page page;

    ActionSql(Context context, Page page) {
        this.context = context;
        this.page = page;
    }

    private Void statements(PlannedAction action) {
        context.sql(page, action.nodes(), NodePlan::statements);
        return null;
    }

    @Override
    public Void step(PlannedAction.Step step) {
        step.rows().ifPresent(this::rows);
        return statements(step);
    }

    private void rows(PlannedRows rows) {
        List<NodePlan> asked = rows.questions().values().stream()
                .distinct()
                .map(it -> new NodePlan(it.askedOn(), List.of(it.query()), List.of()))
                .toList();
        page.block("The rows of");
        context.sql(page, asked, NodePlan::statements);
        page.block("with the columns " + Markdown.codes(rows.columns()) + " become");
    }

    @Override
    public Void copy(PlannedAction.Copy copy) {
        return statements(copy);
    }

    @Override
    public Void verify(PlannedAction.Verify verify) {
        statements(verify);
        List<NodePlan> explanations = ActionSection.onMismatch(verify);
        if (!explanations.isEmpty()) {
            page.block("If that is not so, this goes into the message:");
            context.sql(page, explanations, NodePlan::statements);
        }
        return null;
    }

    @Override
    public Void verifyCopy(PlannedAction.VerifyCopy verify) {
        return statements(verify);
    }

    @Override
    public Void waiting(PlannedAction.Wait wait) {
        return statements(wait);
    }

    @Override
    public Void confirm(PlannedAction.Confirm confirm) {
        return null;
    }

    @Override
    public Void swap(PlannedAction.Swap swap) {
        return statements(swap);
    }
}
