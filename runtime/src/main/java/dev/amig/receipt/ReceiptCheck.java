package dev.amig.receipt;

import dev.amig.copy.CopyException;
import dev.amig.copy.CopyReader;
import dev.amig.copy.DestinationSums;
import dev.amig.journal.PartitionSum;
import dev.amig.language.sql.QualifiedName;
import dev.amig.receipt.Receipt.CopyReceipt;
import dev.amig.receipt.Receipt.Verification;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds a receipt against a cluster: whether what was copied then is there now, partition by partition. */
public final class ReceiptCheck {
    private ReceiptCheck() {}

    /**
     * What came of one copy.
     *
     * @param table       as the destination is called now
     * @param rows        there now
     * @param differences one sentence for each partition that is not as it was; empty: all of them are
     */
    public record Finding(
            String node, String action, String table, long rows, int partitions, List<String> differences) {
        public Finding {
            differences = List.copyOf(differences);
        }

        public boolean isSame() {
            return differences.isEmpty();
        }
    }

    /**
     * Sums up the destination again. Takes about as long as its {@code VERIFY COPY} took for one side.
     *
     * @throws CopyException the server's own words
     */
    public static Finding check(CopyReader server, CopyReceipt receipt) throws CopyException, InterruptedException {
        Verification then = receipt.verification()
                .orElseThrow(
                        () -> CopyException.failed("it was never compared with its source: there is no VERIFY COPY"));
        QualifiedName table = table(server, receipt, then);
        boolean byPartition =
                then.destination().stream().noneMatch(it -> it.partition().isEmpty());
        List<PartitionSum> now = DestinationSums.of(server, receipt.copy(), table, byPartition, then.withChecksum());
        return new Finding(
                receipt.node(),
                receipt.action(),
                table.sql(),
                now.stream().mapToLong(PartitionSum::rows).sum(),
                now.size(),
                differences(then.destination(), now));
    }

    private static QualifiedName table(CopyReader server, CopyReceipt receipt, Verification then)
            throws CopyException, InterruptedException {
        if (then.destinationId().isEmpty()) {
            return QualifiedName.parse(receipt.copy().destination());
        }
        Optional<QualifiedName> found =
                DestinationSums.named(server, then.destinationId().get());
        return found.orElseThrow(() -> CopyException.failed("the table that was %s (%s) is not there any more"
                .formatted(receipt.copy().destination(), then.destinationId().get())));
    }

    private static List<String> differences(List<PartitionSum> then, List<PartitionSum> now) {
        Map<String, PartitionSum> before = byPartition(then);
        Map<String, PartitionSum> after = byPartition(now);
        TreeSet<String> partitions = new TreeSet<>(before.keySet());
        partitions.addAll(after.keySet());
        List<String> differences = new ArrayList<>();
        for (String partition : partitions) {
            PartitionSum nothing = new PartitionSum(partition, 0, BigInteger.ZERO);
            difference(before.getOrDefault(partition, nothing), after.getOrDefault(partition, nothing))
                    .ifPresent(differences::add);
        }
        return differences;
    }

    private static Optional<String> difference(PartitionSum then, PartitionSum now) {
        String where = then.partition().isEmpty() ? "the table" : "partition " + then.partition();
        if (now.rows() != then.rows()) {
            return Optional.of("%s has %s, and had %,d".formatted(where, rows(now), then.rows()));
        }
        return now.checksum().equals(then.checksum())
                ? Optional.empty()
                : Optional.of("%s has %s as it had, and another checksum".formatted(where, rows(now)));
    }

    private static String rows(PartitionSum sum) {
        return String.format(Locale.ROOT, "%,d row%s", sum.rows(), sum.rows() == 1 ? "" : "s");
    }

    private static Map<String, PartitionSum> byPartition(List<PartitionSum> sums) {
        return sums.stream().collect(Collectors.toMap(PartitionSum::partition, Function.identity()));
    }
}
