package dev.amig.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.ClickHouseClient;
import com.clickhouse.client.ClickHouseException;
import com.clickhouse.client.ClickHouseNode;
import com.clickhouse.client.ClickHouseProtocol;
import com.clickhouse.client.ClickHouseRequest;
import com.clickhouse.client.ClickHouseResponse;
import com.clickhouse.data.ClickHouseFormat;
import com.clickhouse.data.ClickHouseRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ClickHouse's own Java client: with async it makes StreamIO calls, without it plain ones. */
class OfficialClientIT {
    @RegisterExtension
    static final EmbeddedNodeExtension node = new EmbeddedNodeExtension();

    private static ClickHouseNode server(boolean async) {
        return ClickHouseNode.of(
                "grpc://127.0.0.1:" + node.grpcPort() + "/default?compress=0&async=" + (async ? "true" : "false"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_pings(boolean async) {
        try (ClickHouseClient client = ClickHouseClient.newInstance(ClickHouseProtocol.GRPC)) {
            assertThat(client.ping(server(async), 5_000)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_creates_inserts_a_stream_selects_and_drops(boolean async) throws ClickHouseException {
        String table = "official_" + async;
        try (ClickHouseClient client = ClickHouseClient.newInstance(ClickHouseProtocol.GRPC)) {
            ClickHouseRequest<?> request = client.read(server(async));
            execute(request, "CREATE TABLE " + table + " (id UInt64, name String) ENGINE = MergeTree ORDER BY id");
            String csv = IntStream.range(0, 50_000)
                    .mapToObj(i -> i + ",\"näme " + i + "\"\n")
                    .collect(Collectors.joining());
            try (ClickHouseResponse inserted = request.write()
                    .table(table)
                    .format(ClickHouseFormat.CSV)
                    .data(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))
                    .executeAndWait()) {
                assertThat(inserted.getSummary().getWrittenRows()).isEqualTo(50_000);
            }
            assertThat(rows(request, "SELECT count(), sum(id), max(name) FROM " + table))
                    .containsExactly(List.of("50000", "1249975000", "näme 9999"));
            assertThat(rows(request, "SELECT id, name, [id] AS ids FROM " + table + " WHERE id < 3 ORDER BY id"))
                    .containsExactly(
                            List.of("0", "näme 0", "[0]"),
                            List.of("1", "näme 1", "[1]"),
                            List.of("2", "näme 2", "[2]"));
            execute(request, "DROP TABLE " + table);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_reads_many_rows(boolean async) throws ClickHouseException {
        try (ClickHouseClient client = ClickHouseClient.newInstance(ClickHouseProtocol.GRPC);
                ClickHouseResponse response = client.read(server(async))
                        .format(ClickHouseFormat.RowBinaryWithNamesAndTypes)
                        .query("SELECT number FROM numbers(500000)")
                        .executeAndWait()) {
            long sum = 0;
            for (ClickHouseRecord row : response.records()) {
                sum += row.getValue(0).asLong();
            }
            assertThat(sum).isEqualTo(499_999L * 500_000 / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_reports_an_error_with_its_code_and_its_text_once(boolean async) {
        try (ClickHouseClient client = ClickHouseClient.newInstance(ClickHouseProtocol.GRPC)) {
            assertThatThrownBy(() -> execute(client.read(server(async)), "DROP TABLE nosuch"))
                    .isInstanceOfSatisfying(ClickHouseException.class, failure -> {
                        assertThat(failure.getErrorCode()).isEqualTo(60);
                        assertThat(failure.getMessage())
                                .matches(
                                        "(Code: 60, )?DB::Exception: Table default\\.nosuch does not exist, server ClickHouseNode .*");
                    });
        }
    }

    private static void execute(ClickHouseRequest<?> request, String query) throws ClickHouseException {
        try (ClickHouseResponse response = request.query(query).executeAndWait()) {
            assertThat(response).isNotNull();
        }
    }

    private static List<List<String>> rows(ClickHouseRequest<?> request, String query) throws ClickHouseException {
        List<List<String>> rows = new ArrayList<>();
        try (ClickHouseResponse response = request.format(ClickHouseFormat.RowBinaryWithNamesAndTypes)
                .query(query)
                .executeAndWait()) {
            for (ClickHouseRecord row : response.records()) {
                rows.add(IntStream.range(0, row.size())
                        .mapToObj(i -> row.getValue(i).asString())
                        .collect(Collectors.toList()));
            }
        }
        return rows;
    }
}
