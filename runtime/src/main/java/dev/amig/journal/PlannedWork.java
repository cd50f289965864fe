package dev.amig.journal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was going to do in one of its actions when its plan was written down: enough to tell where a later plan differs.
 *
 * @param kind     such as {@code STEP}
 * @param location in the file, as it was then
 * @param clauses  all that an action says besides its statements, each on a line of its own
 * @param nodes    by id, in the plan's order
 */
public record PlannedWork(
        int actionIndex, String action, String kind, String location, String clauses, Map<String, Texts> nodes) {
    public PlannedWork {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    }

    /** The SQL of one node, in order. */
    public record Texts(List<String> statements, List<String> rollback) {
        public Texts {
            statements = List.copyOf(statements);
            rollback = List.copyOf(rollback);
        }
    }
}
