package dev.amig.plan;

import dev.amig.language.text.Units;
import java.util.ArrayList;
import java.util.List;

/** What a reader of an action's SQL has to know besides it: each a line, without the comment's sign. */
public final class ActionRemarks implements PlannedAction.Visitor<List<String>> {
    private static final String PREVIEW = "what stands between «» is known only when it runs";

    private ActionRemarks() {}

    public static List<String> of(PlannedAction action) {
        return action.accept(new ActionRemarks());
    }

    @Override
    public List<String> step(PlannedAction.Step step) {
        return step.rows().isPresent() ? List.of("once for each row; " + PREVIEW) : List.of();
    }

    @Override
    public List<String> copy(PlannedAction.Copy copy) {
        var remarks = new ArrayList<String>();
        remarks.add("in chunks that become visible whole, each journaled; " + PREVIEW);
        if (!copy.noShortcut()) {
            remarks.add(
                    "if both tables have the same columns, keys and partitions, parts are attached instead of rows copied");
        }
        remarks.add("into a replicated table, partitions are attached (ATTACH PARTITION ID … FROM) instead of moved");
        if (!copy.append()) {
            remarks.add("refused if the destination holds rows; APPEND would allow it");
        }
        copy.tasks().values().stream()
                .flatMap(task -> task.throttles().stream())
                .map(throttle -> "no new chunk begins while " + throttle.reason() + ": "
                        + throttle.query().replaceAll("\\s+", " "))
                .distinct()
                .forEach(remarks::add);
        return remarks;
    }

    @Override
    public List<String> verify(PlannedAction.Verify verify) {
        return List.of(Expectations.text(verify.expectation()) + (verify.warnOnly() ? ", otherwise a warning" : ""));
    }

    @Override
    public List<String> verifyCopy(PlannedAction.VerifyCopy verify) {
        return List.of("both answers must be the same; " + PREVIEW);
    }

    @Override
    public List<String> waiting(PlannedAction.Wait wait) {
        return List.of("again every %s until it is true, for at most %s"
                .formatted(Units.text(wait.every()), Units.text(wait.timeout())));
    }

    @Override
    public List<String> confirm(PlannedAction.Confirm confirm) {
        return List.of();
    }

    @Override
    public List<String> swap(PlannedAction.Swap swap) {
        return List.of(
                "where the database's engine cannot exchange tables: one RENAME of both",
                "if a node fails, the nodes that had swapped are swapped back");
    }
}
