package dev.amig.plan;

import dev.amig.language.text.Units;
import dev.amig.language.tree.ChunkSize;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An action in one line, as it stands in the file but without its SQL. */
final class ActionTitle implements PlannedAction.Visitor<String> {
    private ActionTitle() {}

    static String of(PlannedAction action) {
        return action.accept(new ActionTitle());
    }

    @Override
    public String step(PlannedAction.Step step) {
        String rows = step.rows()
                .map(it -> " FOR EACH ROW (" + String.join(", ", it.columns()) + ")")
                .orElse("");
        return named("STEP", step) + rows;
    }

    @Override
    public String copy(PlannedAction.Copy copy) {
        List<String> pairs = copy.tasks().values().stream()
                .map(task -> task.source() + " TO " + task.destination())
                .distinct()
                .toList();
        return "COPY " + copy.heading().name() + description(copy) + " FROM " + String.join(", ", pairs)
                + copy.chunks().map(it -> " CHUNK BY " + chunks(it)).orElse("")
                + copy.parallelism()
                        .map(it -> " PARALLEL "
                                + (it.chunks().isPresent() ? it.chunks().getAsInt() : "AUTO"))
                        .orElse("")
                + (copy.readLive() ? " READ LIVE" : "")
                + (copy.noShortcut() ? " NO SHORTCUT" : "")
                + (copy.append() ? " APPEND" : "")
                + settings(copy.settings());
    }

    private static String chunks(ChunkSize size) {
        if (size instanceof ChunkSize.Rows rows) {
            return Units.rowsText(rows.rows());
        }
        return size instanceof ChunkSize.Bytes bytes ? Units.sizeText(bytes.bytes()) : "PARTITION";
    }

    @Override
    public String verify(PlannedAction.Verify verify) {
        return named("VERIFY", verify);
    }

    @Override
    public String verifyCopy(PlannedAction.VerifyCopy verify) {
        return "VERIFY COPY " + verify.copy() + (verify.byPartition() ? " BY PARTITION" : "")
                + (verify.withoutChecksum() ? " WITHOUT CHECKSUM" : "") + settings(verify.settings());
    }

    @Override
    public String waiting(PlannedAction.Wait wait) {
        return named("WAIT", wait);
    }

    @Override
    public String confirm(PlannedAction.Confirm confirm) {
        return "CONFIRM '" + confirm.question() + "'";
    }

    @Override
    public String swap(PlannedAction.Swap swap) {
        return named("SWAP", swap);
    }

    private static String named(String keyword, PlannedAction action) {
        return keyword + " " + action.heading().name() + description(action) + settings(action.settings());
    }

    private static String description(PlannedAction action) {
        String text = action.heading().description();
        return text.isEmpty() ? "" : " '" + text + "'";
    }

    private static String settings(Map<String, String> settings) {
        return settings.isEmpty()
                ? ""
                : settings.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .collect(Collectors.joining(", ", " SETTINGS ", ""));
    }
}
