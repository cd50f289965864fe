package dev.amig.copy;

import dev.amig.copy.CopyDamage.PartitionDamage;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.CopySums;
import dev.amig.journal.PartitionSum;
import dev.amig.language.sql.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what of a copy has to be copied again on one node. Changes no table. */
final class DamageSurvey {
    private final CopyServer server;
    private final CopyBook book;
    private final String action;
    private final CopyRecord record;
    private final CopyDefinition copy;
    private final RepairConditions conditions;

    DamageSurvey(CopyServer server, CopyBook book, String action) {
        this.server = server;
        this.book = book;
        this.action = action;
        this.record = book.copy().orElseThrow();
        this.copy = record.definition();
        this.conditions = new RepairConditions(server, book, copy);
    }

    /** @throws CopyException something differs, and it cannot be copied again safely: the message says why, and what to do */
    CopyDamage look() throws CopyException, InterruptedException {
        server.phrase("comparing");
        if (!conditions.readsSource() && record.finishedAt().isPresent() && !conditions.hasSnapshot()) {
            return withoutSnapshot();
        }
        TableShape destination = conditions.destination(record);
        CopyComparison.Result result = CopyComparison.of(server, copy, true).withSource();
        book.recordSums(result, true, DestinationSums.id(server, destination.name()));
        if (result.differences().isEmpty()) {
            return damage(List.of(), Optional.empty());
        }
        conditions.assertReplaceable();
        if (result.caution().isPresent()) {
            throw CopyException.failed(result.caution().get());
        }
        List<String> differing =
                result.differences().stream().map(CopyDifference::partition).toList();
        if (differing.contains("") && !destination.partitionKey().isEmpty()) {
            throw CopyException.failed(
                    "the partition key of %s has a column that the copy leaves to its default, so nobody knows which partition a row belongs to; empty the table and copy again"
                            .formatted(copy.destination()));
        }
        return damage(partitions(destination, result, differing), Optional.empty());
    }

    private CopyDamage damage(List<PartitionDamage> partitions, Optional<String> notLookedAt) {
        return new CopyDamage(server.node().id(), action, copy.source(), copy.destination(), partitions, notLookedAt);
    }

    /** It went when a VERIFY COPY had found no difference; what that one wrote down tells whether there is one now. */
    private CopyDamage withoutSnapshot() throws CopyException, InterruptedException {
        Optional<CopySums> sums = book.sums();
        if (sums.isEmpty()) {
            return damage(
                    List.of(),
                    Optional.of("no VERIFY COPY has compared it, so its snapshot went when the copy was done"));
        }
        if (copy.append()) {
            return damage(
                    List.of(),
                    Optional.of("it says APPEND, and its snapshot went when VERIFY COPY had found it right"));
        }
        CopySums then = sums.get();
        boolean byPartition =
                then.destination().stream().noneMatch(it -> it.partition().isEmpty());
        List<PartitionSum> now = DestinationSums.of(
                server, copy, QualifiedName.parse(copy.destination()), byPartition, then.withChecksum());
        List<String> differing = PartitionSum.pairs(then.destination(), now).stream()
                .filter(it -> !it.first().equals(it.second()))
                .map(it -> it.first().partition())
                .toList();
        if (!differing.isEmpty()) {
            throw CopyException.failed(
                    "partition %s of %s has changed since VERIFY COPY found it right, and %s, from which it could be copied again, went then; 'amig rollback' undoes the run, or mend it by hand"
                            .formatted(String.join(", ", differing), copy.destination(), copy.readFrom()));
        }
        return damage(List.of(), Optional.empty());
    }

    private List<PartitionDamage> partitions(
            TableShape destination, CopyComparison.Result result, List<String> differing)
            throws CopyException, InterruptedException {
        server.phrase("counting what differs");
        DamageCounts counts = new DamageCounts(server, copy, destination, differing);
        Map<String, DamageCounts.Rows> rows = counts.rows();
        Map<String, DamageCounts.Origin> origins = counts.origins();
        assertNoRowsOfOthers(rows);
        List<PartitionDamage> partitions = new ArrayList<>();
        for (PartitionSum.Pair pair : PartitionSum.pairs(result.source(), result.destination())) {
            String partition = pair.first().partition();
            if (differing.contains(partition)) {
                DamageCounts.Rows differ = rows.getOrDefault(partition, DamageCounts.Rows.NONE);
                DamageCounts.Origin origin = origins.getOrDefault(partition, DamageCounts.Origin.NOWHERE);
                partitions.add(new PartitionDamage(
                        partition.isEmpty() ? "all" : partition,
                        pair.first(),
                        pair.second(),
                        differ.missing(),
                        differ.doubled(),
                        differ.foreign(),
                        origin.partitions(),
                        origin.bytes()));
            }
        }
        return partitions;
    }

    /** A row of amig's that was changed, or has moved, is missing where it belongs: more strange rows than missing ones are not its own. */
    private void assertNoRowsOfOthers(Map<String, DamageCounts.Rows> rows) throws CopyException {
        long foreign =
                rows.values().stream().mapToLong(DamageCounts.Rows::foreign).sum();
        long missing =
                rows.values().stream().mapToLong(DamageCounts.Rows::missing).sum();
        if (foreign > missing) {
            throw CopyException.failed(
                    "%s holds %,d rows that were never in %s, and only %,d are missing: somebody else has written into it, and those rows would go with a partition that is replaced; move them away, or mend it by hand"
                            .formatted(copy.destination(), foreign, copy.source(), missing));
        }
        if (rows.values().stream().anyMatch(it -> it.foreign() > ForeignRows.MOST)) {
            throw CopyException.failed(
                    "%s holds %,d rows that were never in %s, too many to be put aside (%,d of a partition are); empty the table and copy again"
                            .formatted(copy.destination(), foreign, copy.source(), ForeignRows.MOST));
        }
    }
}
