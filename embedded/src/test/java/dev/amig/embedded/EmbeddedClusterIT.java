package dev.amig.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterIT {
    private static void assertGone(long pid) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (isAlive(pid) && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        assertThat(isAlive(pid)).as("process %d is alive", pid).isFalse();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void two_shards_answer_and_reach_each_other() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().name("posthog").shards(2).start()) {
            assertThat(cluster.nodes()).extracting(EmbeddedNode::id).containsExactly("s1r1", "s2r1");
            for (EmbeddedNode node : cluster.nodes()) {
                assertThat(Ask.node(node, "SELECT getMacro('shard'), getMacro('cluster'), version()"))
                        .matches(node.shard() + "\tposthog\t26\\.7\\..*");
                assertThat(
                                Ask.node(
                                        node,
                                        "SELECT shard_num, replica_num, port FROM system.clusters WHERE cluster = 'posthog' ORDER BY shard_num"))
                        .isEqualTo("1\t1\t" + cluster.nodes().get(0).nativePort() + "\n2\t1\t"
                                + cluster.nodes().get(1).nativePort());
                Ask.node(node, "CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n");
                Ask.node(node, "INSERT INTO t SELECT " + node.shard() + " FROM numbers(" + 10 * node.shard() + ")");
            }
            String all = "SELECT n, count() FROM cluster('posthog', currentDatabase(), t) GROUP BY n ORDER BY n";
            assertThat(Ask.node(cluster.nodes().get(0), all)).isEqualTo("1\t10\n2\t20");
        }
    }

    @Test
    void after_close_no_process_and_no_temporary_folder_is_left() throws Exception {
        EmbeddedCluster cluster = EmbeddedCluster.builder().shards(2).start();
        List<EmbeddedNode> nodes = cluster.nodes();
        cluster.close();
        cluster.close();
        for (EmbeddedNode node : nodes) {
            assertGone(node.pid());
        }
        assertThat(cluster.data()).doesNotExist();
    }

    @Test
    void data_survive_the_kill_of_a_node_and_a_start_on_the_same_folder(@TempDir Path folder) {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().shards(1).data(folder).start()) {
            EmbeddedNode node = cluster.nodes().get(0);
            Ask.node(node, "CREATE DATABASE d");
            Ask.node(node, "CREATE TABLE d.t (n UInt64) ENGINE = MergeTree ORDER BY n");
            Ask.node(node, "INSERT INTO d.t SELECT number FROM numbers(1000)");
            cluster.kill(node);
            assertThat(Ask.node(node, "SELECT 1")).isEmpty();
            EmbeddedNode again = cluster.restart(node);
            assertThat(again.httpPort()).isEqualTo(node.httpPort());
            assertThat(Ask.node(again, "SELECT sum(n) FROM d.t")).isEqualTo("499500");
        }
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().shards(1).data(folder).start()) {
            assertThat(Ask.node(cluster.nodes().get(0), "SELECT sum(n) FROM d.t"))
                    .isEqualTo("499500");
        }
    }

    @Test
    void a_node_that_dies_is_reported_with_its_id() throws Exception {
        CompletableFuture<String> died = new CompletableFuture<>();
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .shards(1)
                .onDeath(death -> died.complete(death.toString()))
                .start()) {
            EmbeddedNode node = cluster.node(1, 1);
            ProcessHandle.of(node.pid()).orElseThrow().destroyForcibly();
            assertThat(died.get(10, TimeUnit.SECONDS))
                    .isEqualTo("node s1r1 (process " + node.pid() + ", HTTP port " + node.httpPort()
                            + ") ended by itself with exit code 137; its last output: (nothing)");
        }
    }

    @Test
    void a_node_that_cannot_start_says_why(@TempDir Path folder) throws Exception {
        Path notALibrary = Files.writeString(folder.resolve("libchdb.so"), "this is no library");
        assertThatThrownBy(() ->
                        EmbeddedCluster.builder().shards(1).library(notALibrary).start())
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith(
                        "node s1r1 did not start (exit code 1); its last output: the engine cannot be loaded: Unable to load library '"
                                + notALibrary + "': " + notALibrary + ": ");
    }

    @Test
    void two_clusters_at_once_do_not_disturb_each_other() throws Exception {
        CompletableFuture<EmbeddedCluster> first = CompletableFuture.supplyAsync(
                () -> EmbeddedCluster.builder().shards(2).start());
        CompletableFuture<EmbeddedCluster> second = CompletableFuture.supplyAsync(
                () -> EmbeddedCluster.builder().shards(2).start());
        try (EmbeddedCluster a = first.get();
                EmbeddedCluster b = second.get()) {
            Ask.node(a.nodes().get(0), "CREATE DATABASE only_in_a");
            assertThat(Ask.node(b.nodes().get(0), "SELECT count() FROM system.databases WHERE name = 'only_in_a'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void one_data_folder_belongs_to_one_cluster_at_a_time(@TempDir Path folder) {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().shards(1).data(folder).start()) {
            assertThat(cluster.nodes()).hasSize(1);
            assertThatThrownBy(() ->
                            EmbeddedCluster.builder().shards(1).data(folder).start())
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessage("the data folder " + folder + " is in use by process "
                            + ProcessHandle.current().pid() + "; end that one, or name another folder with --data");
        }
    }

    @Test
    void a_port_in_use_is_named_and_nothing_is_started() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedCluster.builder()
                            .shards(1)
                            .portBase(taken.getLocalPort() - 1)
                            .start())
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessage("port " + taken.getLocalPort() + " of 127.0.0.1 is in use; choose another --port-base,"
                            + " or leave it out and free ports are found (ss -ltnp shows who listens)");
        }
    }

    @Test
    void nothing_survives_the_kill_of_the_process_that_started_the_cluster() throws Exception {
        Process parent = start(ClusterHolder.class, "hold");
        long[] pids = pidsFrom(parent);
        assertThat(pids).hasSize(2);
        parent.destroyForcibly().waitFor();
        for (long pid : pids) {
            assertGone(pid);
        }
    }

    @Test
    void a_detached_cluster_outlives_its_starter_and_is_found_and_stopped_by_its_folder(@TempDir Path folder)
            throws Exception {
        assertThat(RunningCluster.find(folder)).isEmpty();
        Process parent = start(ClusterHolder.class, "detach", folder.toString());
        long[] pids = pidsFrom(parent);
        assertThat(parent.waitFor(20, TimeUnit.SECONDS)).isTrue();
        Optional<RunningCluster> found = RunningCluster.find(folder);
        assertThat(found).isPresent();
        assertThat(found.get().status())
                .allMatch(RunningCluster.NodeStatus::isAnswering)
                .allMatch(status -> status.residentBytes() > 50_000_000);
        assertThatThrownBy(() -> EmbeddedCluster.builder().data(folder).start())
                .isInstanceOf(EmbeddedException.class)
                .hasMessageStartingWith("the cluster posthog is already running in " + folder.toRealPath());
        found.get().stop();
        for (long pid : pids) {
            assertGone(pid);
        }
        assertThat(RunningCluster.find(folder)).isEmpty();
    }

    private static Process start(Class<?> main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long[] pidsFrom(Process process) throws Exception {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return Arrays.stream(output.readLine().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
