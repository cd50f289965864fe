package dev.amig.document;

import dev.amig.language.text.Units;
import dev.amig.language.tree.ChunkSize;
import dev.amig.plan.CopyTask;
import dev.amig.plan.Expectations;
import dev.amig.plan.PlannedAction;
import java.util.ArrayList;
import java.util.List;

/** What only one kind of action has to tell, as Markdown. */
final class ActionFacts implements PlannedAction.Visitor<List<String>> {
    @Override
    public List<String> step(PlannedAction.Step step) {
        return List.of();
    }

    @Override
    public List<String> copy(PlannedAction.Copy copy) {
        List<String> facts = new ArrayList<>();
        List<CopyTask> tasks = List.copyOf(copy.tasks().values());
        tasks.stream()
                .map(it -> Markdown.code(it.source().sql()) + " into "
                        + Markdown.code(it.destination().sql()))
                .distinct()
                .forEach(it -> facts.add("**Copies:** " + it));
        facts.add("**Rows:** "
                + (copy.readLive() ? "as they are when a chunk is read" : "of a snapshot made at the start"));
        facts.add("**Chunks:** " + copy.chunks().map(ActionFacts::chunks).orElse("as the runner chooses")
                + copy.parallelism()
                        .map(it -> it.chunks().isPresent()
                                ? ", %d at a time on each node"
                                        .formatted(it.chunks().getAsInt())
                                : ", as many at a time as a node can bear")
                        .orElse(""));
        return facts;
    }

    private static String chunks(ChunkSize size) {
        if (size instanceof ChunkSize.Rows rows) {
            return Units.rowsText(rows.rows());
        }
        return size instanceof ChunkSize.Bytes bytes ? Units.sizeText(bytes.bytes()) : "a partition each";
    }

    @Override
    public List<String> verify(PlannedAction.Verify verify) {
        return List.of("**Expected:** " + expected(verify));
    }

    static String expected(PlannedAction.Verify verify) {
        return Markdown.code(Expectations.text(verify.expectation()))
                + (verify.warnOnly() ? ", otherwise a warning" : "");
    }

    @Override
    public List<String> verifyCopy(PlannedAction.VerifyCopy verify) {
        return List.of("**Expected:** " + expected(verify));
    }

    static String expected(PlannedAction.VerifyCopy verify) {
        return "the same " + (verify.withoutChecksum() ? "number of rows" : "rows and checksum")
                + " in source and destination" + (verify.byPartition() ? ", partition by partition" : "");
    }

    @Override
    public List<String> waiting(PlannedAction.Wait wait) {
        return List.of("**Waits:** until the answer is true; asks every %s, for at most %s"
                .formatted(Units.text(wait.every()), Units.text(wait.timeout())));
    }

    @Override
    public List<String> confirm(PlannedAction.Confirm confirm) {
        return List.of(
                "**Waits:** for a person, as long as it takes; " + Markdown.code("amig run --yes") + " says yes");
    }

    @Override
    public List<String> swap(PlannedAction.Swap swap) {
        return swap.tables().values().stream()
                .map(it -> "**Exchanges:** " + Markdown.code(it.first().sql()) + " and "
                        + Markdown.code(it.second().sql()))
                .distinct()
                .toList();
    }
}
