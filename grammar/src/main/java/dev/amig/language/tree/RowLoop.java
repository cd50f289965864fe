package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.List;
import java.util.Optional;

/**
 * {@code FOR EACH ROW (a, b) IN [target] { query }}: the statements of a step, once for each row. The query is asked when the
 * step begins, and its rows are kept in the journal.
 *
 * @param columns   names by which templates see the row's values: {@code row.a}
 * @param placement where the query is asked; absent: on each node of the step, for that node
 */
public record RowLoop(Location location, List<Name> columns, Optional<Placement> placement, Island query) {
    public RowLoop {
        columns = List.copyOf(columns);
    }
}
