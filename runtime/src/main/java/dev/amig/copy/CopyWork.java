package dev.amig.copy;

import dev.amig.journal.CopyRecord.CopyDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the chunks of a copy on one node have in common.
 *
 * @param action   the copy's name
 * @param settings of the author, over those of {@link Effort}
 * @param parts    of what is read: all that are linked, otherwise those with deleted rows; absent: this runner has not looked
 */
record CopyWork(
        String action,
        CopyDefinition definition,
        TableShape destination,
        boolean readsLive,
        Effort effort,
        Map<String, String> settings,
        Optional<List<ChunkPlanner.Part>> parts) {
    CopyWork {
        settings = Map.copyOf(settings);
    }
}
