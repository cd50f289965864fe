package dev.amig.insight;

import java.util.List;
import java.util.Optional;

/**
 * What a node itself knows of a statement that was sent to it.
 *
 * @param running     it runs at this moment
 * @param end         what its query log says of how it ended
 * @param background  work of the server on the statement's tables that has not ended
 */
public record NodeTrace(Optional<RunningQuery> running, Optional<QueryEnd> end, List<String> background) {}
