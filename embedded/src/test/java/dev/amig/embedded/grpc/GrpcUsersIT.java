package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.grpc.impl.Progress;
import com.clickhouse.client.grpc.impl.Result;
import com.google.protobuf.ByteString;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.junit.ClusterExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the user {@code default} cannot come in, the endpoint's own questions beside a query are the user's too. */
class GrpcUsersIT {
    @RegisterExtension
    static final ClusterExtension cluster =
            ClusterExtension.of(EmbeddedCluster.builder().shards(1).user("amig", "s\u00e9cret & <more>"));

    @Test
    void a_user_with_a_password_has_everything_the_default_user_has() {
        try (GrpcClient client = new GrpcClient(cluster.nodes().get(0))) {
            List<Result> results = client.streamed(info -> info.setUserName("amig")
                    .setPassword("s\u00e9cret & <more>")
                    .setQuery("SELECT currentUser(), sleepEachRow(0.1) FROM numbers(10) SETTINGS max_block_size = 1"));
            assertThat(ByteString.copyFrom(
                                    results.stream().map(Result::getOutput).toList())
                            .toStringUtf8())
                    .isEqualTo("amig\t0\n".repeat(10));
            assertThat(results).noneMatch(Result::hasException);
            assertThat(results.stream()
                            .map(Result::getProgress)
                            .mapToLong(Progress::getReadRows)
                            .sum())
                    .isEqualTo(10);
            assertThat(client.unary(info -> info.setUserName("amig")
                                    .setPassword("wrong")
                                    .setQuery("SELECT 1"))
                            .getException()
                            .getCode())
                    .isEqualTo(516);
            assertThat(client.unary("SELECT name FROM system.tables")
                            .getException()
                            .getCode())
                    .isEqualTo(201);
        }
    }
}
