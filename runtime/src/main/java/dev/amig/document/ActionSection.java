package dev.amig.document;

import dev.amig.language.text.Units;
import dev.amig.language.tree.ActionOptions;
import dev.amig.plan.ActionRemarks;
import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One action: what, why, where, with what, and its SQL. */
final class ActionSection {
    private final Context context;
    private final Page page;
    private final PlannedAction action;

    ActionSection(Context context, Page page, PlannedAction action) {
        this.context = context;
        this.page = page;
        this.action = action;
    }

    void write() {
        page.heading(3, Titles.of(action));
        String description = action.heading().description();
        if (!description.isEmpty()) {
            boolean question = action instanceof PlannedAction.Confirm;
            page.block(question ? "> " + Markdown.text(description) : Markdown.line(description));
        }
        context.reasons(page, action.heading().location());
        page.list(facts());
        action.accept(new ActionSql(context, page));
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add("**Action:** " + (action.heading().index() + 1) + ", at "
                + Markdown.code(action.heading().location().toString()));
        String where = context.where(action);
        if (!where.isEmpty()) {
            facts.add("**Where:** " + where);
        }
        facts.addAll(action.accept(new ActionFacts()));
        options(facts);
        ActionRemarks.of(action).stream()
                .filter(it -> !(action instanceof PlannedAction.Verify || action instanceof PlannedAction.Wait))
                .map(it -> "**Note:** " + Markdown.text(it))
                .forEach(facts::add);
        if (action.undo().kind() != PlannedAction.Undo.Kind.READS_ONLY) {
            facts.add("**Undo:** " + Undoing.sentence(action));
        }
        context.mishaps().sentence(action).ifPresent(it -> facts.add("**After an error:** " + it));
        return facts;
    }

    private void options(List<String> facts) {
        ActionOptions options = action.options();
        if (!action.settings().isEmpty()) {
            facts.add("**Settings:** " + settings(action.settings()));
        }
        options.timeout().ifPresent(it -> facts.add("**Timeout:** " + Units.text(it)));
        options.retry()
                .ifPresent(it -> facts.add("**Tries:** after a failure " + it.times() + " more"
                        + it.every()
                                .map(every -> ", " + Units.text(every) + " apart")
                                .orElse("")));
        if (options.idempotent()) {
            facts.add("**Idempotent:** it may be sent again when nobody knows how it ended");
        }
    }

    private static String settings(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(it -> Markdown.code(it.getKey() + " = " + it.getValue()))
                .collect(Collectors.joining(", "));
    }

    static List<NodePlan> onMismatch(PlannedAction.Verify verify) {
        return verify.nodes().stream()
                .filter(it -> verify.onMismatch().containsKey(it.node().id()))
                .map(it -> new NodePlan(
                        it.node(), List.of(verify.onMismatch().get(it.node().id())), List.of()))
                .toList();
    }
}
