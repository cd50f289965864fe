package dev.amig.copy;

import dev.amig.journal.CopyKey;
import dev.amig.language.tree.ChunkSize;
import dev.amig.plan.CopyTask;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a migration asks for on one node.
 *
 * @param action       the copy's name
 * @param chunks       absent: chosen here
 * @param workers      chunks at the same time; absent: chosen here
 * @param keepSnapshot whether a later action compares with it
 */
public record CopyOrder(
        CopyKey key,
        String action,
        CopyTask task,
        Optional<ChunkSize> chunks,
        OptionalInt workers,
        boolean readLive,
        boolean noShortcut,
        boolean append,
        boolean keepSnapshot,
        Map<String, String> settings) {
    public CopyOrder {
        settings = Map.copyOf(settings);
    }
}
