package dev.amig.document;

import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.PlannedAction.Undo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The way back: from the last action to the first. */
final class Undoing {
    private final Context context;
    private final Page page;

    Undoing(Context context, Page page) {
        this.context = context;
        this.page = page;
    }

    /** @param when which words stand above the way back, if there is one */
    void write(String title, List<PlannedAction> actions, String when) {
        List<PlannedAction> changing = new ArrayList<>(actions);
        changing.removeIf(it -> it.undo().kind() == Undo.Kind.READS_ONLY);
        Collections.reverse(changing);
        page.heading(2, title);
        if (changing.isEmpty()) {
            page.block("Nothing is changed, so nothing has to be undone.");
            return;
        }
        if (changing.stream().anyMatch(it -> it.undo().isPossible())) {
            page.block("From the last action that was started to the first, and only on the nodes where it was started."
                    + when);
        }
        changing.forEach(this::undo);
    }

    private void undo(PlannedAction action) {
        page.heading(3, Titles.ofUndoing(action));
        if (action.undo().kind() == Undo.Kind.STATEMENTS) {
            page.list(List.of("**Where:** " + context.where(action)));
            context.sql(page, action.nodes(), NodePlan::rollback);
        } else {
            String sentence = sentence(action);
            page.block(
                    sentence.startsWith("*")
                            ? sentence + "."
                            : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".");
        }
    }

    /** As Markdown, without a full stop. */
    static String sentence(PlannedAction action) {
        return switch (action.undo().kind()) {
            case STATEMENTS -> Markdown.link(Titles.ofUndoing(action), Anchors.of(Titles.ofUndoing(action)));
            case NOTHING_TO_UNDO ->
                "nothing to do: " + Markdown.text(action.undo().because().orElseThrow());
            case IMPOSSIBLE -> "**impossible: this is irreversible**";
            case READS_ONLY -> "nothing to do, it changes nothing";
        };
    }

    /** For a table's cell. */
    static String inAWord(PlannedAction action) {
        return switch (action.undo().kind()) {
            case STATEMENTS -> "yes";
            case NOTHING_TO_UNDO -> "nothing to do";
            case IMPOSSIBLE -> "**irreversible**";
            case READS_ONLY -> "changes nothing";
        };
    }
}
