package dev.amig.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the two sides of a copy on one node came to when they were last compared.
 *
 * @param withChecksum  or only rows were counted
 * @param destinationId by which the destination is known when it has changed its name
 */
public record CopySums(
        List<PartitionSum> source,
        List<PartitionSum> destination,
        boolean withChecksum,
        Optional<UUID> destinationId,
        Instant at) {
    public CopySums {
        source = List.copyOf(source);
        destination = List.copyOf(destination);
    }
}
