package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.List;

/**
 * {@code FINALIZE 'text' BEGIN actions END;}: what runs only on {@code amig finalize}, after the rest has completed.
 *
 * @param text when or why that may be done
 */
public record Finalization(Location location, Text text, List<Action> actions) {
    public Finalization {
        actions = List.copyOf(actions);
    }
}
