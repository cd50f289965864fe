package dev.amig.copy;

import dev.amig.journal.CopyRecord.CopyDefinition;
import java.util.Map;

/**
 * What the chunks of a copy on one node have in common.
 *
 * @param action   the copy's name
 * @param settings of the author, over those of {@link Effort}
 */
record CopyWork(
        String action,
        CopyDefinition definition,
        TableShape destination,
        boolean readsLive,
        Effort effort,
        Map<String, String> settings) {
    CopyWork {
        settings = Map.copyOf(settings);
    }
}
