package dev.amig.insight;

import dev.amig.journal.Event;
import dev.amig.journal.RunStatus;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which events somebody wants to see.
 *
 * @param nodes  empty: of all nodes, and those of no node
 * @param errors only what went wrong
 */
public record EventFilter(Set<String> nodes, boolean errors) implements Predicate<Event> {
    @Override
    public boolean test(Event event) {
        boolean ofNode = nodes.isEmpty() || event.node().filter(nodes::contains).isPresent();
        return ofNode && (!errors || isTrouble(event));
    }

    private static boolean isTrouble(Event event) {
        return switch (event.kind()) {
            case NODE_FAILED, ATTEMPT_FAILED, OUTCOME_LOOKED_UP -> true;
            case STATUS_CHANGED ->
                event.status().filter(RunStatus::carriesError).isPresent();
            default -> false;
        };
    }
}
