package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that VERIFY COPY has found wrong, and a person, or a script, who has it mended. */
class RepairCommandIT {
    private static final String SPOILT = """
            MIGRATION spoilt;
            STEP make ON EACH SHARD {
              CREATE DATABASE IF NOT EXISTS shop ENGINE = Atomic;
              CREATE TABLE shop.sales (n UInt64, part UInt8) ENGINE = MergeTree PARTITION BY part ORDER BY n;
              CREATE TABLE shop.sales_new (n UInt64, part UInt8) ENGINE = MergeTree PARTITION BY part ORDER BY (part, n);
              INSERT INTO shop.sales SELECT number, number % 2 FROM numbers(1001)
            } ROLLBACK { DROP DATABASE IF EXISTS shop SYNC };
            COPY history FROM shop.sales TO shop.sales_new ON EACH SHARD ROLLBACK { TRUNCATE TABLE IF EXISTS shop.sales_new };
            STEP spoil ON SHARD 2 { ALTER TABLE shop.sales_new DELETE WHERE n IN (3, 5) SETTINGS mutations_sync = 2 }
            ROLLBACK NONE BECAUSE 'the table is emptied';
            VERIFY COPY history BY PARTITION ON ERROR PAUSE;
            """;

    @TempDir
    private Path folder;

    @AfterEach
    void awaitTheEnd() throws Exception {
        KeptJournals.awaitEnd(folder);
    }

    private Call amig(String... command) {
        String[] all = new String[command.length + 3];
        System.arraycopy(command, 0, all, 0, command.length);
        all[command.length] = "--embedded";
        all[command.length + 1] = "--data";
        all[command.length + 2] = folder.resolve("kept").toString();
        return Call.amig(all);
    }

    private String file() throws IOException {
        return Files.writeString(folder.resolve("spoilt.amig"), SPOILT).toString();
    }

    @Test
    void what_differs_is_shown_asked_about_and_copied_again() throws Exception {
        assertThat(amig("run", file()).exitCode()).isEqualTo(3);

        Call shown = amig("repair", "spoilt");
        assertThat(shown.exitCode()).isEqualTo(2);
        assertThat(shown.out()).matches("""
                s2r1  history  shop.sales_new is not the same as shop.sales
                  partition 1: 500 rows in the source, 498 in the destination, 2 missing
                to copy again: 1 partition, 500 rows, about [\\d.]+ kB
                """);
        assertThat(shown.err())
                .endsWith(
                        "error: nothing was repaired: nobody said yes\n  help: answer y when asked, or say it with --yes\n");

        Call repaired = amig("repair", "spoilt", "--yes", "--json");
        assertThat(repaired.exitCode()).as(repaired.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(repaired.out());
        assertThat(json.get("outcome").asText()).isEqualTo("repaired");
        assertThat(json.get("status").asText()).isEqualTo("Paused");
        assertThat(json.get("sentence").asText())
                .isEqualTo(
                        "1 partition was copied again and is the same now; run 1 of spoilt is Paused: 'amig resume spoilt' goes on with it");
        assertThat(json.at("/found/1/partitions/0/missing_rows").asInt()).isEqualTo(2);
        assertThat(json.at("/found/1/partitions/0/source_partitions/0").asText())
                .isEqualTo("1");

        assertThat(amig("repair", "spoilt", "--yes").out()).isEqualTo("nothing differs, so nothing was repaired\n");
        assertThat(amig("resume", file()).exitCode()).isZero();
        Call completed = amig("repair", "spoilt", "--yes");
        assertThat(completed.exitCode()).isEqualTo(2);
        assertThat(completed.err())
                .endsWith(
                        "error: run 1 of spoilt is Completed successfully, and the snapshot that it copied from went with its last VERIFY COPY: nothing is left to copy again from\n");
    }

    @Test
    void a_cluster_that_was_not_kept_is_said_to_be_gone() {
        assertThat(Call.amig("repair", "spoilt", "--embedded"))
                .isEqualTo(
                        Call.refused(
                                "error: with --embedded alone nothing was kept that could be repaired\n  help: name the folder that 'amig run --embedded --data DIR' used\n"));
    }
}
