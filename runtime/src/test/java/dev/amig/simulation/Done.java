package dev.amig.simulation;

import dev.amig.transport.QueryId;

/**
 * What a statement of a run has done on a node.
 *
 * @param whole whether all of it was done; otherwise a part, by a statement that is not atomic
 */
public record Done(QueryId queryId, String sql, boolean whole) {}
