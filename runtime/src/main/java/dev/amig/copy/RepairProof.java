package dev.amig.copy;

import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.CopySums;
import dev.amig.journal.PartitionSum;
import dev.amig.journal.RepairRecord;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Compares the partitions that were copied again, and no other one. */
final class RepairProof {
    private final CopyServer server;
    private final CopyBook book;
    private final CopyDefinition copy;

    RepairProof(CopyServer server, CopyBook book, CopyDefinition copy) {
        this.server = server;
        this.book = book;
        this.copy = copy;
    }

    /** @throws CopyException one is still not the same */
    void of(List<RepairRecord> brought) throws CopyException, InterruptedException {
        server.phrase("comparing what was copied again");
        List<PartitionSum> wanted = brought.stream()
                .map(it -> it.repair().wanted())
                .filter(it -> it.rows() > 0)
                .toList();
        List<PartitionSum> found = sums(brought);
        if (found.equals(wanted)) {
            record(brought, found);
            return;
        }
        // Merges may have replaced rows since, which is no difference.
        CopyComparison.Result result = CopyComparison.of(server, copy, true).withSource();
        book.recordSums(result, true, DestinationSums.id(server, QualifiedName.parse(copy.destination())));
        Optional<String> differences = CopyDifference.sentence(result.differences());
        if (differences.isPresent()) {
            throw CopyException.failed("%s is still not the same as %s: %s; look who writes into it, then repair again"
                    .formatted(copy.destination(), copy.source(), differences.get()));
        }
    }

    /** Of the partitions that were brought, in order. */
    private List<PartitionSum> sums(List<RepairRecord> brought) throws CopyException, InterruptedException {
        boolean byPartition = brought.stream()
                .noneMatch(it -> it.repair().wanted().partition().isEmpty());
        CopySides sides = CopySides.ofDestination(copy, byPartition, true);
        String partitions = brought.stream()
                .map(it -> Literals.quote(it.repair().partitionId()))
                .collect(Collectors.joining(", ", " WHERE _partition_id IN (", ")"));
        return new SideSums(server, sides).ofDestination(partitions);
    }

    /** In the place of what was found before. */
    private void record(List<RepairRecord> brought, List<PartitionSum> found)
            throws CopyException, InterruptedException {
        Optional<CopySums> before = book.sums();
        if (before.isEmpty()) {
            return;
        }
        Set<String> repaired =
                brought.stream().map(it -> it.repair().wanted().partition()).collect(Collectors.toSet());
        List<PartitionSum> now = new ArrayList<>(found);
        before.get().destination().stream()
                .filter(it -> !repaired.contains(it.partition()))
                .forEach(now::add);
        Optional<UUID> id = DestinationSums.id(server, QualifiedName.parse(copy.destination()));
        book.recordSums(before.get().source(), now, id);
    }
}
