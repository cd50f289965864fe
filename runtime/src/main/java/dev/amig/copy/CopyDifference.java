package dev.amig.copy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A partition in which source and destination are not the same.
 *
 * @param partition empty when the copy was compared as a whole
 * @param examples  of rows that differ; empty when only rows were counted
 */
public record CopyDifference(String partition, long sourceRows, long destinationRows, List<Example> examples) {
    public CopyDifference {
        examples = List.copyOf(examples);
    }

    /**
     * A row and how often it is on either side.
     *
     * @param row its copied columns, as JSON
     */
    public record Example(long inSource, long inDestination, String row) {
        /** What is missing comes first, what is too much last: a row that was changed is shown as it was before it is shown as it is. */
        static final Comparator<Example> AS_SHOWN = Comparator.comparing((Example it) -> it.inSource == 0)
                .thenComparing(it -> it.inDestination > 0)
                .thenComparing(Example::row);

        String sentence() {
            if (inDestination == 0) {
                return "missing: " + row;
            } else if (inSource == 0) {
                return "not in the source: " + row;
            }
            return "%d times instead of %d: %s".formatted(inDestination, inSource, row);
        }
    }

    /** For a person: where, how many, and the rows. */
    public String sentence() {
        String where = partition.isEmpty() ? "" : "partition " + partition + ": ";
        String shown = examples.stream().map(Example::sentence).collect(Collectors.joining("; "));
        return "%s%,d rows in the source, %,d in the destination%s"
                .formatted(where, sourceRows, destinationRows, shown.isEmpty() ? "" : "; " + shown);
    }

    static Optional<String> sentence(List<CopyDifference> differences) {
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(differences.stream().map(CopyDifference::sentence).collect(Collectors.joining("; ")));
    }
}
