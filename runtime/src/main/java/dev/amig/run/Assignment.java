package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.language.tree.ActionOptions;
import dev.amig.plan.Statement;
import dev.amig.transport.QueryId.Direction;
import java.util.Map;

/**
 * One statement to bring to its end on one node.
 *
 * @param repeats whether a second time does no harm whatever the SQL: declared {@code IDEMPOTENT}, or a rollback's statement, which must tolerate it
 * @param fresh   whether an earlier success does not count, because its rows are needed
 */
record Assignment(
        String action,
        Node node,
        Direction direction,
        Statement statement,
        Map<String, String> settings,
        ActionOptions options,
        boolean repeats,
        boolean fresh) {}
