package dev.amig.receipt;

import dev.amig.copy.CopyComparison;
import dev.amig.copy.CopyDifference;
import dev.amig.copy.CopyException;
import dev.amig.copy.CopyReader;
import dev.amig.copy.DestinationSums;
import dev.amig.journal.PartitionSum;
import dev.amig.language.sql.QualifiedName;
import dev.amig.receipt.Receipt.CopyReceipt;
import dev.amig.receipt.Receipt.Verification;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Holds a receipt against a cluster: whether what was copied then is there now, partition by partition. */
public final class ReceiptCheck {
    private ReceiptCheck() {}

    /**
     * What came of one copy.
     *
     * @param table       as the destination is called now
     * @param against     what it was held against, for a person
     * @param rows        there now
     * @param differences one sentence for each partition that is not as it was; empty: all of them are
     */
    public record Finding(
            String node,
            String action,
            String table,
            String against,
            long rows,
            int partitions,
            List<String> differences) {
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
                .orElseThrow(() -> CopyException.failed(
                        "it was never compared with its source, and there is nothing to compare with any more"));
        QualifiedName table = table(server, receipt);
        boolean byPartition =
                then.destination().stream().noneMatch(it -> it.partition().isEmpty());
        List<PartitionSum> now = DestinationSums.of(server, receipt.copy(), table, byPartition, then.withChecksum());
        String against = "what VERIFY COPY found at " + then.at().truncatedTo(ChronoUnit.SECONDS);
        return finding(receipt, table, against, now, differences(then.destination(), now));
    }

    /**
     * Compares with what was copied, row by row where it differs, as long as that is there: the copy's snapshot, or with {@code READ LIVE}
     * the source as it is now. Later, as {@link #check}.
     *
     * @throws CopyException the server's own words
     */
    public static Finding verify(CopyReader server, CopyReceipt receipt) throws CopyException, InterruptedException {
        QualifiedName readFrom = QualifiedName.parse(receipt.copy().readFrom());
        if (!DestinationSums.stands(server, readFrom)) {
            return check(server, receipt);
        }
        QualifiedName table = table(server, receipt);
        boolean checksum =
                receipt.verification().map(Verification::withChecksum).orElse(true);
        CopyComparison.Result result = CopyComparison.of(server, receipt.copy().into(table.sql()), checksum)
                .withSource();
        List<String> differences = new ArrayList<>(
                result.differences().stream().map(CopyDifference::sentence).toList());
        result.caution().ifPresent(differences::add);
        return finding(receipt, table, readFrom.sql(), result.destination(), differences);
    }

    private static Finding finding(
            CopyReceipt receipt,
            QualifiedName table,
            String against,
            List<PartitionSum> now,
            List<String> differences) {
        long rows = now.stream().mapToLong(PartitionSum::rows).sum();
        return new Finding(receipt.node(), receipt.action(), table.sql(), against, rows, now.size(), differences);
    }

    private static QualifiedName table(CopyReader server, CopyReceipt receipt)
            throws CopyException, InterruptedException {
        Optional<UUID> id = receipt.verification().flatMap(Verification::destinationId);
        if (id.isEmpty()) {
            return QualifiedName.parse(receipt.copy().destination());
        }
        return DestinationSums.named(server, id.get())
                .orElseThrow(() -> CopyException.failed("the table that was %s (%s) is not there any more"
                        .formatted(receipt.copy().destination(), id.get())));
    }

    private static List<String> differences(List<PartitionSum> then, List<PartitionSum> now) {
        return PartitionSum.pairs(then, now).stream()
                .flatMap(it -> difference(it.first(), it.second()).stream())
                .toList();
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
}
