package dev.amig.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that outlive the command that started them. */
class RunningClusterIT {
    @TempDir
    Path folder;

    @Test
    void a_detached_cluster_is_found_by_its_folder_looked_at_and_stopped() throws Exception {
        assertThat(RunningCluster.find(folder)).isEmpty();
        long[] pids = detach();
        RunningCluster cluster = RunningCluster.find(folder).orElseThrow();
        assertThat(cluster.name()).isEqualTo("posthog");
        assertThat(cluster.nodes()).extracting(EmbeddedNode::pid).containsExactly(pids[0], pids[1]);
        assertThat(cluster.status()).allSatisfy(status -> {
            assertThat(status.version().orElseThrow()).startsWith("26.7.");
            assertThat(status.residentBytes()).isBetween(100_000_000L, 1_000_000_000L);
            assertThat(status.startedAt().orElseThrow()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        });
        assertThatThrownBy(() -> EmbeddedCluster.builder().data(folder).start())
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("the cluster posthog is already running in " + folder.toRealPath()
                        + "; amig cluster status shows it, amig cluster down ends it");
        cluster.stop();
        for (long pid : pids) {
            assertThat(Jvm.isAlive(pid)).isFalse();
        }
        assertThat(RunningCluster.find(folder)).isEmpty();
        EmbeddedCluster.builder().data(folder).start().close();
    }

    @Test
    void a_node_that_died_since_is_seen_and_the_others_are_stopped() throws Exception {
        long[] pids = detach();
        Processes.signal(pids[0], "KILL");
        Jvm.assertGone(pids[0], Duration.ofSeconds(2));
        RunningCluster cluster = RunningCluster.find(folder).orElseThrow();
        List<RunningCluster.NodeStatus> status = cluster.status();
        assertThat(status).extracting(RunningCluster.NodeStatus::isAnswering).containsExactly(false, true);
        assertThat(status.get(0).startedAt()).isEmpty();
        assertThat(status.get(0).residentBytes()).isZero();
        cluster.stop();
        assertThat(Jvm.isAlive(pids[1])).isFalse();
    }

    @Test
    void a_process_that_has_the_number_of_a_dead_node_is_left_alone() throws Exception {
        long[] pids = detach();
        RunningCluster.find(folder).orElseThrow().stop();
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            EmbeddedNode node = new EmbeddedNode(1, 1, "127.0.0.1", 1, 2, 3, other.pid(), folder.resolve("s1r1"));
            ProcessIdentity former =
                    new ProcessIdentity(other.pid(), Instant.now().minusSeconds(3_600));
            List<ClusterState.NodeRecord> nodes = List.of(new ClusterState.NodeRecord(node, former));
            new ClusterState("posthog", Credentials.OPEN, nodes).write(folder);
            ClusterState.markDetached(folder);
            assertThat(RunningCluster.find(folder)).isEmpty();
            EmbeddedCluster.builder().shards(1).data(folder).start().close();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
        assertThat(pids).hasSize(2);
    }

    @Test
    void what_is_typed_in_the_terminal_does_not_reach_the_nodes() throws Exception {
        long[] pids = detach();
        try {
            for (long pid : pids) {
                assertThat(field(pid, 6)).as("the session of process %d", pid).isEqualTo(pid);
            }
        } finally {
            RunningCluster.find(folder).ifPresent(RunningCluster::stop);
        }
    }

    /** Of {@code /proc/PID/stat}, counted from 1 as in its manual page. */
    private static long field(long pid, int number) throws Exception {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[number - 3]);
    }

    @Test
    void a_temporary_cluster_cannot_be_detached() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().shards(1).start()) {
            assertThatThrownBy(cluster::detach)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a cluster with a temporary data folder cannot be detached");
            assertThat(Ask.node(cluster.node(1, 1), "SELECT 1")).isEqualTo("1");
        }
    }

    private long[] detach() throws Exception {
        try (Jvm starter = Jvm.run(ClusterProgram.class, "detach", folder.toString())) {
            String[] words =
                    Optional.ofNullable(starter.readLine()).orElseThrow().split(" ");
            assertThat(starter.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
        }
    }
}
