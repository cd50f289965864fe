package dev.amig.journal;

import java.time.Instant;
import java.util.List;

/**
 * What the two sides of a copy on one node came to when they were last compared.
 *
 * @param withChecksum or only rows were counted
 */
public record CopySums(List<PartitionSum> source, List<PartitionSum> destination, boolean withChecksum, Instant at) {
    public CopySums {
        source = List.copyOf(source);
        destination = List.copyOf(destination);
    }
}
