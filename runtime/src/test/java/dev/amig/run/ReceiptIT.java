package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.cluster.Node;
import dev.amig.copy.CopyException;
import dev.amig.copy.CopyReader;
import dev.amig.receipt.NodeReader;
import dev.amig.receipt.Receipt;
import dev.amig.receipt.Receipt.CopyReceipt;
import dev.amig.receipt.Receipt.StatementReceipt;
import dev.amig.receipt.ReceiptCheck;
import dev.amig.receipt.Receipts;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a copy has come to, written down, and held against the cluster after all that may happen to its table. */
class ReceiptIT extends TwoShards {
    private static final String MIGRATION = """
            COPY history FROM r.old TO r.new ON EACH SHARD;
            VERIFY COPY history BY PARTITION;
            SWAP cutover TABLES r.old AND r.new ON EACH SHARD;
            """;

    private static Receipt receipt;

    @BeforeAll
    static void copy() throws Exception {
        onBoth("CREATE DATABASE r ENGINE = Atomic");
        onBoth("CREATE TABLE r.old (n UInt64, part UInt8, v UInt8) ENGINE = MergeTree PARTITION BY part ORDER BY n");
        onBoth(
                "CREATE TABLE r.new (n UInt64, part UInt8, v UInt8) ENGINE = MergeTree PARTITION BY part ORDER BY (part, n)");
        onBoth("INSERT INTO r.old SELECT number, number % 2, 0 FROM numbers(1001)");
        RunResult result = bench.run(Bench.migration("m_receipt", MIGRATION));
        assertThat(result.sentence()).isEqualTo("m_receipt is completed");
        receipt = new Receipts(bench.journal()).of(result.run().orElseThrow());
    }

    private interface Look {
        ReceiptCheck.Finding at(CopyReader server, CopyReceipt copy) throws Exception;
    }

    private static ReceiptCheck.Finding check(CopyReceipt copy) throws Exception {
        return look(copy, ReceiptCheck::check);
    }

    private static ReceiptCheck.Finding look(CopyReceipt copy, Look look) throws Exception {
        Node node = bench.cluster().nodes().stream()
                .filter(it -> it.id().equals(copy.node()))
                .findFirst()
                .orElseThrow();
        try (var transport = Transports.open(TransportKind.GRPC, node, TransportOptions.PLAIN)) {
            return look.at(new NodeReader(node, transport, phrase -> {}), copy);
        }
    }

    @Test
    void it_tells_what_was_copied_how_long_it_took_and_every_query_id() {
        assertThat(receipt.status()).isEqualTo("Completed successfully");
        assertThat(receipt.planChecksum())
                .isEqualTo(bench.journal().run(receipt.run()).orElseThrow().planChecksum())
                .isPresent();
        assertThat(receipt.copies()).extracting(CopyReceipt::node).containsExactlyElementsOf(NODES);
        for (CopyReceipt copy : receipt.copies()) {
            assertThat(copy.action()).isEqualTo("history");
            assertThat(copy.rows()).isEqualTo(1001);
            assertThat(copy.seconds().orElseThrow()).isPositive();
            Receipt.Verification verification = copy.verification().orElseThrow();
            assertThat(verification.withChecksum()).isTrue();
            assertThat(verification.destination()).isEqualTo(verification.source());
            assertThat(verification.destination())
                    .extracting(it -> it.partition() + ": " + it.rows())
                    .containsExactly("0: 501", "1: 500");
        }
        assertThat(receipt.statements())
                .extracting(StatementReceipt::queryId)
                .hasSize(bench.journal().attempts(receipt.run()).size())
                .allMatch(it -> it.startsWith("amig-" + receipt.run() + "-"));
        assertThat(receipt.statements()).extracting(StatementReceipt::outcome).containsOnly(Optional.of("applied"));
    }

    /** The swap has given the name to the old table. */
    @Test
    void the_table_is_found_under_its_new_name_and_each_change_in_it() throws Exception {
        CopyReceipt first = receipt.copies().get(0);
        String against = "what VERIFY COPY found at "
                + first.verification().orElseThrow().at().truncatedTo(ChronoUnit.SECONDS);
        assertThat(check(first))
                .isEqualTo(new ReceiptCheck.Finding("s1r1", "history", "r.old", against, 1001, 2, List.of()));

        CopyReceipt second = receipt.copies().get(1);
        bench.rows("s2r1", "ALTER TABLE r.old UPDATE v = 1 WHERE n = 3 SETTINGS mutations_sync = 2");
        assertThat(check(second).differences())
                .containsExactly("partition 1 has 500 rows as it had, and another checksum");
        bench.rows("s2r1", "INSERT INTO r.old VALUES (1, 0, 0), (2, 7, 0)");
        assertThat(check(second).differences())
                .containsExactly(
                        "partition 0 has 502 rows, and had 501",
                        "partition 1 has 500 rows as it had, and another checksum",
                        "partition 7 has 1 row, and had 0");
        bench.rows("s2r1", "DROP TABLE r.old SYNC");
        assertThatThrownBy(() -> check(second))
                .isInstanceOf(CopyException.class)
                .hasMessageMatching("the table that was r.new \\([0-9a-f-]{36}\\) is not there any more");
    }

    @Test
    void while_the_snapshot_is_there_rows_are_compared_until_the_difference_is_mended() throws Exception {
        onBoth("CREATE TABLE r.a (n UInt64, part UInt8) ENGINE = MergeTree PARTITION BY part ORDER BY n");
        onBoth("CREATE TABLE r.b (n UInt64, part UInt8) ENGINE = MergeTree PARTITION BY part ORDER BY (part, n)");
        onBoth("INSERT INTO r.a SELECT number, number % 2 FROM numbers(10)");
        RunResult result = bench.run(Bench.migration("m_planted", """
                COPY history FROM r.a TO r.b ON EACH SHARD ROLLBACK { TRUNCATE TABLE r.b };
                STEP plant ON SHARD 2 { ALTER TABLE r.b DELETE WHERE n = 3 SETTINGS mutations_sync = 2 } ROLLBACK NONE BECAUSE 'the table is emptied';
                VERIFY COPY history BY PARTITION ON ERROR PAUSE;
                """));
        Receipt paused = new Receipts(bench.journal()).of(result.run().orElseThrow());
        assertThat(paused.status()).isEqualTo("Paused");

        // There the comparison has passed, and the snapshot went with it.
        ReceiptCheck.Finding first = look(paused.copies().get(0), ReceiptCheck::verify);
        assertThat(first.isSame()).isTrue();
        assertThat(first.against()).startsWith("what VERIFY COPY found at ");
        CopyReceipt second = paused.copies().get(1);
        assertThat(look(second, ReceiptCheck::verify).differences())
                .containsExactly(
                        "partition 1: 5 rows in the source, 4 in the destination; missing: {\"n\":3,\"part\":1}");
        bench.rows("s2r1", "INSERT INTO r.b VALUES (3, 1)");
        assertThat(look(second, ReceiptCheck::verify))
                .isEqualTo(new ReceiptCheck.Finding(
                        "s2r1", "history", "r.b", "r.a__amig_snapshot_" + paused.run() + "_0", 10, 2, List.of()));
    }
}
