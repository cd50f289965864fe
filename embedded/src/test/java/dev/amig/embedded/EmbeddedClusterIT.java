package dev.amig.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.embedded.junit.ClusterExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedClusterIT {
    @RegisterExtension
    static final ClusterExtension cluster = ClusterExtension.shards(2);

    @Test
    void every_node_is_a_clickhouse_of_its_own_that_knows_its_place() {
        assertThat(cluster.nodes()).extracting(EmbeddedNode::id).containsExactly("s1r1", "s2r1");
        for (EmbeddedNode node : cluster.nodes()) {
            assertThat(Ask.node(node, "SELECT getMacro('cluster'), getMacro('shard'), getMacro('replica'), timezone()"))
                    .isEqualTo("posthog\t" + node.shard() + "\t1\tUTC");
            assertThat(Ask.node(node, "SELECT version()")).startsWith("26.7.");
        }
    }

    @Test
    void every_node_knows_all_nodes() {
        String nativePorts = "1\t1\t127.0.0.1\t" + cluster.shard(1).nativePort() + "\tdefault\n" + "2\t1\t127.0.0.1\t"
                + cluster.shard(2).nativePort() + "\tdefault";
        for (EmbeddedNode node : cluster.nodes()) {
            assertThat(
                            Ask.node(
                                    node,
                                    "SELECT shard_num, replica_num, host_name, port, user FROM system.clusters WHERE cluster = 'posthog' ORDER BY shard_num"))
                    .isEqualTo(nativePorts);
        }
    }

    @Test
    void a_distributed_table_writes_to_and_reads_from_both_shards() {
        for (EmbeddedNode node : cluster.nodes()) {
            Ask.node(node, "CREATE TABLE local (n UInt64) ENGINE = MergeTree ORDER BY n");
            Ask.node(
                    node,
                    "CREATE TABLE everywhere AS local ENGINE = Distributed(posthog, currentDatabase(), local, n)");
        }
        String insert =
                "INSERT INTO everywhere SELECT number FROM numbers(1000) SETTINGS distributed_foreground_insert = 1";
        assertThat(Ask.node(cluster.shard(1), insert)).isEmpty();
        assertThat(Ask.node(
                        cluster.shard(2), "SELECT _shard_num, count(), sum(n) FROM everywhere GROUP BY 1 ORDER BY 1"))
                .isEqualTo("1\t500\t249500\n2\t500\t250000");
        assertThat(Ask.node(cluster.shard(1), "SELECT count(), sum(n % 2) FROM local"))
                .isEqualTo("500\t0");
    }

    @Test
    void it_behaves_as_a_server_and_not_as_the_interactive_program_that_it_is_made_from() {
        assertThat(Ask.node(cluster.shard(1), "1 + 1")).startsWith("Code: 62. DB::Exception: Syntax error");
        assertThat(Ask.node(cluster.shard(1), "SELECT demangle('_Z1fv')")).contains("(FUNCTION_NOT_ALLOWED)");
    }

    @Test
    void queries_are_logged_within_seconds() throws Exception {
        Ask.node(cluster.shard(1), "SELECT 'to be found in the log'");
        String logged =
                "SELECT count() FROM system.query_log WHERE query = 'SELECT \\'to be found in the log\\'' AND type = 'QueryFinish'";
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Ask.node(cluster.shard(1), logged).equals("1")) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(100);
        }
    }

    @Test
    void replicas_are_listed_and_written_through_a_distributed_table() {
        try (EmbeddedCluster replicated =
                EmbeddedCluster.builder().shards(1).replicas(2).start()) {
            assertThat(replicated.nodes()).extracting(EmbeddedNode::id).containsExactly("s1r1", "s1r2");
            EmbeddedNode first = replicated.node(1, 1);
            EmbeddedNode second = replicated.node(1, 2);
            assertThat(Ask.node(
                            second, "SELECT shard_num, replica_num, port FROM system.clusters ORDER BY replica_num"))
                    .isEqualTo("1\t1\t" + first.nativePort() + "\n1\t2\t" + second.nativePort());
            for (EmbeddedNode node : replicated.nodes()) {
                Ask.node(node, "CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n");
            }
            Ask.node(first, "INSERT INTO t VALUES (1)");
            Ask.node(first, "INSERT INTO FUNCTION cluster('posthog', currentDatabase(), t) VALUES (2)");
            assertThat(Ask.node(first, "SELECT groupArraySorted(9)(n) FROM t")).isEqualTo("[1,2]");
            assertThat(Ask.node(second, "SELECT groupArraySorted(9)(n) FROM t")).isEqualTo("[2]");
        }
    }

    @Test
    void a_cluster_with_a_user_is_closed_to_everybody_else_and_its_nodes_reach_each_other() throws Exception {
        try (EmbeddedCluster closed =
                EmbeddedCluster.builder().shards(2).user("migrator", "a<b&'c\"").start()) {
            EmbeddedNode node = closed.node(1, 1);
            assertThat(Ask.node(node, "SELECT count() FROM system.tables")).contains("(QUOTA_EXCEEDED)");
            assertThat(Ask.node(node, "SELECT * FROM file('/etc/hostname', LineAsString)"))
                    .contains("(QUOTA_EXCEEDED)");
            assertThat(Ask.node(node, "SYSTEM STOP LISTEN HTTP")).contains("(QUOTA_EXCEEDED)");
            assertThat(Ask.node(node, "migrator", "wrong", "SELECT 1"))
                    .startsWith("Code: 516. DB::Exception: migrator: Authentication failed");
            assertThat(Ask.node(
                            node,
                            closed.user(),
                            closed.password(),
                            "SELECT count() FROM clusterAllReplicas(posthog, system.one)"))
                    .isEqualTo("2");
            for (String file : new String[] {"engine.xml", "users.xml"}) {
                assertThat(PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(node.data().resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void what_cannot_be_built_is_refused_before_anything_starts() {
        assertThatThrownBy(() -> EmbeddedCluster.builder().shards(0))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("a cluster has at least one shard, not 0");
        assertThatThrownBy(() -> EmbeddedCluster.builder().name("post-hog"))
                .hasMessage("an embedded cluster cannot be named 'post-hog'; use letters, digits and underscores");
        assertThatThrownBy(() -> EmbeddedCluster.builder().user("default", "x"))
                .hasMessage("the user of an embedded cluster needs a name of letters, digits and underscores other than"
                        + " \"default\", and a password; leave both out for a cluster without a password");
        Path missing = Path.of("/nowhere/libchdb.so");
        assertThatThrownBy(() ->
                        EmbeddedCluster.builder().library(missing).shards(1).start())
                .hasMessageStartingWith(
                        "node s1r1 did not start (exit code 1); its last output: the engine cannot be loaded: ");
    }
}
