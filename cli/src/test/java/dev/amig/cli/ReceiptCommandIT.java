package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a copy has come to, asked for from another terminal while its run waits for a person. */
class ReceiptCommandIT {
    private static final String COPYING = """
            MIGRATION copying;
            STEP make ON EACH SHARD {
              CREATE DATABASE IF NOT EXISTS shop ENGINE = Atomic;
              CREATE TABLE shop.sales (n UInt64, part UInt8) ENGINE = MergeTree PARTITION BY part ORDER BY n;
              CREATE TABLE shop.sales_new (n UInt64, part UInt8) ENGINE = MergeTree PARTITION BY part ORDER BY (part, n);
              INSERT INTO shop.sales SELECT number, number % 2 FROM numbers(1001)
            } ROLLBACK { DROP DATABASE IF EXISTS shop SYNC };
            COPY history FROM shop.sales TO shop.sales_new ON EACH SHARD ROLLBACK { TRUNCATE TABLE IF EXISTS shop.sales_new };
            VERIFY COPY history BY PARTITION;
            STEP others_write ON SHARD 2 { INSERT INTO shop.sales_new VALUES (5, 1) } ROLLBACK NONE BECAUSE 'the table is emptied';
            CONFIRM 'Done?';
            """;

    @TempDir
    private Path folder;

    private final AmigProcesses processes = new AmigProcesses();

    @AfterEach
    void awaitTheEnd() throws Exception {
        processes.end();
        KeptJournals.awaitEnd(folder);
    }

    private Call amig(String... command) {
        String[] all = new String[command.length + 2];
        System.arraycopy(command, 0, all, 0, command.length);
        all[command.length] = "--data";
        all[command.length + 1] = data();
        return Call.amig(all);
    }

    private String data() {
        return folder.resolve("kept").toString();
    }

    private Path out() {
        return folder.resolve("out.txt");
    }

    private Process awaitQuestion() throws Exception {
        Path out = out();
        Path file = Files.writeString(folder.resolve("copying.amig"), COPYING);
        Process run = processes.start(out, "run", "--embedded", "--wait", "--data", data(), file.toString());
        long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!Files.readString(out).contains("Done?")) {
            assertThat(run.isAlive() && System.nanoTime() < until)
                    .as(Files.readString(out))
                    .isTrue();
            Thread.sleep(50);
        }
        return run;
    }

    @Test
    void what_was_copied_is_written_down_and_held_against_the_cluster() throws Exception {
        Process run = awaitQuestion();

        Call receipt = amig("receipt", "copying");
        assertThat(receipt.err()).isEmpty();
        JsonNode json = new ObjectMapper().readTree(receipt.out());
        assertThat(json.get("format").asText()).isEqualTo("amig-receipt-1");
        assertThat(json.get("copies")).hasSize(2);
        assertThat(json.at("/copies/1/verification/destination/0").toString())
                .matches("\\{\"partition\":\"0\",\"rows\":501,\"checksum\":\\d+}");

        String found = "what VERIFY COPY found at \\S+Z";
        Call check = amig("receipt", "copying", "--check");
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).matches("""
                s1r1  history  shop.sales_new: 1,001 rows in 2 partitions, the same as %1$s
                s2r1  history  shop.sales_new is not the same as %1$s
                  partition 1 has 501 rows, and had 500
                """.formatted(found));
        Path file = Files.writeString(folder.resolve("receipt.json"), receipt.out());
        assertThat(amig("receipt", "copying", "--check=" + file)).isEqualTo(check);
        // Its snapshot has gone with the comparison.
        assertThat(amig("verify", "copying")).isEqualTo(check);
        JsonNode findings =
                new ObjectMapper().readTree(amig("verify", "copying", "--json").out());
        assertThat(findings.at("/0/same").asBoolean()).isTrue();
        assertThat(findings.at("/1/differences/0").asText()).isEqualTo("partition 1 has 501 rows, and had 500");

        Files.writeString(file, receipt.out().replace("amig-receipt-1", "something-else"));
        assertThat(amig("receipt", "copying", "--check=" + file).err())
                .isEqualTo("error: " + file + " is not a receipt of the form amig-receipt-1\n");
        Files.writeString(file, "{");
        assertThat(amig("receipt", "copying", "--check=" + file).err())
                .startsWith("error: " + file + " is not a receipt: ");

        Call confirm =
                amig("confirm", "--embedded", folder.resolve("copying.amig").toString());
        assertThat(confirm.exitCode()).as(confirm.err()).isZero();
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out())).containsPattern("""

                copy +node +chunks +rows +bytes +time +rows/s
                history +s1r1 +2 +1,001 +\\d.* kB +\\d.* s +\\d.*
                 +s2r1 +2 +1,001 +\\d.* kB +\\d.* s +\\d.*
                 +all +4 +2,002 +\\d.* kB +\\d.* s +\\d.*

                run 1: copying is completed
                """);
    }
}
