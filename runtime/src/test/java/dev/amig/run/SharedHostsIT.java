package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.copy.SharedHosts;
import dev.amig.copy.SharedHosts.Guest;
import dev.amig.receipt.NodeReader;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The nodes of the embedded cluster are on this host. */
class SharedHostsIT extends TwoShards {
    private static Transport connected(int node) {
        return Transports.open(TransportKind.GRPC, bench.cluster().nodes().get(node), TransportOptions.PLAIN);
    }

    private static NodeReader reader(int node, Transport transport) {
        return new NodeReader(bench.cluster().nodes().get(node), transport, phrase -> {});
    }

    @Test
    void nodes_that_are_reached_at_other_addresses_share_nothing_though_their_hosts_have_the_same_name()
            throws Exception {
        SharedHosts hosts = new SharedHosts();
        try (Transport transport = connected(0);
                Guest here = hosts.guest(reader(0, transport));
                Guest elsewhere =
                        hosts.guest(new NodeReader(new Node(2, 1, "another.example", 9100), transport, phrase -> {}))) {
            assertThat(here.threads()).isEmpty();
            assertThat(elsewhere.threads()).isEmpty();
        }
    }

    @Test
    void a_node_takes_its_part_of_the_cores_while_another_one_of_its_host_is_asked() throws Exception {
        int part = Math.max(1, cores() / 2);
        SharedHosts hosts = new SharedHosts();
        try (Transport first = connected(0);
                Transport second = connected(1)) {
            Guest alone = hosts.guest(reader(0, first));
            assertThat(alone.threads()).isEmpty();
            try (Guest other = hosts.guest(reader(1, second))) {
                assertThat(alone.threads()).hasValue(part);
                assertThat(other.threads()).hasValue(part);
            }
            assertThat(alone.threads()).isEmpty();
        }
    }

    /** Each side of the comparison takes two seconds, so each node is asked something while the other one is at work. */
    @Test
    void two_shards_on_one_host_are_compared_with_a_part_of_its_cores_each() throws Exception {
        onBoth(
                "CREATE DATABASE shared ENGINE = Atomic",
                "CREATE TABLE shared.a (n UInt64) ENGINE = MergeTree ORDER BY n",
                "CREATE TABLE shared.b (n UInt64) ENGINE = MergeTree ORDER BY n",
                "INSERT INTO shared.a SELECT * FROM numbers(10)");
        RunResult result = bench.run(Bench.migration("m_shared", """
                COPY all FROM shared.a TO shared.b ON EACH SHARD WHERE { sleepEachRow(0.2) = 0 } ROLLBACK { TRUNCATE TABLE shared.b };
                VERIFY COPY all;
                """));
        assertThat(result.sentence()).isEqualTo("m_shared is completed");
        String limits =
                "SELECT groupUniqArray(Settings['max_threads']) FROM system.query_log WHERE type = 'QueryFinish' AND query LIKE '%sum(__amig_sum) FROM%shared.%' AND query NOT LIKE '%query_log%' AND Settings['max_threads'] != ''";
        onBoth("SYSTEM FLUSH LOGS");
        assertThat(bench.rows("s1r1", limits)).isEqualTo(List.of(List.of(List.of("" + Math.max(1, cores() / 2)))));
        assertThat(bench.rows("s2r1", limits)).isEqualTo(List.of(List.of(List.of("" + Math.max(1, cores() / 2)))));
    }

    private static int cores() throws Exception {
        return Integer.parseInt(bench.rows("s1r1", "SELECT toString(getSetting('max_threads'))")
                .get(0)
                .get(0)
                .toString());
    }
}
