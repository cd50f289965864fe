package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.grpc.impl.Progress;
import com.clickhouse.client.grpc.impl.Result;
import dev.amig.embedded.junit.ClusterExtension;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcQueriesIT {
    @RegisterExtension
    static final ClusterExtension cluster = ClusterExtension.shards(1);

    private static GrpcClient client;
    private static String timeZone;

    @BeforeAll
    static void connect() {
        client = new GrpcClient(cluster.nodes().get(0));
        timeZone = client.unary("SELECT serverTimezone()")
                .getOutput()
                .toStringUtf8()
                .strip();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Test
    void a_plain_select_answers_in_one_message_with_its_introduction_and_its_counters() {
        Result result = client.unary(
                info -> info.setQuery("SELECT number, 'é' FROM numbers(3)").setQueryId("plain-1"));
        assertThat(result.getOutput().toStringUtf8()).isEqualTo("0\té\n1\té\n2\té\n");
        assertThat(result.getQueryId()).isEqualTo("plain-1");
        assertThat(result.getTimeZone()).isEqualTo(timeZone);
        assertThat(result.getOutputFormat()).isEqualTo("TabSeparated");
        assertThat(result.getProgress())
                .isEqualTo(Progress.newBuilder()
                        .setReadRows(3)
                        .setReadBytes(24)
                        .setTotalRowsToRead(3)
                        .build());
        assertThat(result.getStats().getRows()).isEqualTo(3);
        assertThat(result.hasException()).isFalse();
    }

    @Test
    void a_definition_is_exactly_one_message_without_an_output_format() {
        List<Result> results = client.streamed("CREATE TABLE definition (a UInt8) ENGINE = Memory");
        assertThat(results).hasSize(1);
        assertThat(results.get(0).getOutputFormat()).isEmpty();
        assertThat(results.get(0).getOutput().isEmpty()).isTrue();
        assertThat(results.get(0).hasStats()).isFalse();
        assertThat(results.get(0).getTimeZone()).isEqualTo(timeZone);
        assertThat(results.get(0).getQueryId()).hasSize(36);
    }

    @Test
    void a_failure_has_its_code_and_text_without_prefix_and_suffix() {
        Result result = client.unary("SELECT * FROM nosuch");
        assertThat(result.getException().getCode()).isEqualTo(60);
        assertThat(result.getException().getName()).isEqualTo("DB::Exception");
        assertThat(result.getException().getDisplayText())
                .startsWith("DB::Exception: Unknown table expression identifier 'nosuch'");
        assertThat(result.getQueryId()).isEmpty();
    }
}
