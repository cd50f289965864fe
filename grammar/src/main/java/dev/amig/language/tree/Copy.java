package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code COPY name FROM table TO table target …}: rows of a table into another, on each node of the target by itself, exactly
 * once (EXECUTION.md, "COPY").
 *
 * @param columns     absent: every insertable column of the destination
 * @param where       a predicate over the source's columns; absent: every row
 * @param parallelism chunks at the same time on one node; absent: the runner chooses
 * @param readLive    {@code READ LIVE}: the source is read as it is when a chunk runs; otherwise from a snapshot
 * @param noShortcut  rows are always read and written, even where parts could be attached as they are
 * @param append      the destination may already hold rows
 * @param throttles   while one of them is truthy on a node, no new chunk begins there
 */
public record Copy(
        Location location,
        Name name,
        Optional<Text> text,
        TableName source,
        TableName destination,
        Placement placement,
        Optional<List<CopyColumn>> columns,
        Optional<Island> where,
        Optional<ChunkSize> chunks,
        Optional<Parallelism> parallelism,
        boolean readLive,
        boolean noShortcut,
        boolean append,
        List<Throttle> throttles,
        ActionOptions options,
        Optional<Rollback> rollback)
        implements Action {
    public Copy {
        columns = columns.map(List::copyOf);
        throttles = List.copyOf(throttles);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.copy(this);
    }

    /** {@code PARALLEL n}, {@code PARALLEL AUTO} (absent): as many as the node can bear. */
    public record Parallelism(OptionalInt chunks) {}

    /** {@code THROTTLE WHILE 'reason' { query }}. */
    public record Throttle(Location location, Text reason, Island query) {}
}
