package dev.amig.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How nodes come and go. */
class ClusterLifeIT {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @Test
    void after_close_no_process_and_no_temporary_folder_is_left() throws Exception {
        EmbeddedCluster cluster = EmbeddedCluster.builder().shards(2).start();
        List<EmbeddedNode> nodes = cluster.nodes();
        cluster.close();
        cluster.close();
        for (EmbeddedNode node : nodes) {
            assertThat(Jvm.isAlive(node.pid())).isFalse();
        }
        assertThat(cluster.data()).doesNotExist();
    }

    @Test
    void data_survive_the_kill_of_a_node_and_a_start_on_the_same_folder(@TempDir Path folder) {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().shards(1).data(folder).start()) {
            EmbeddedNode node = cluster.node(1, 1);
            Ask.node(node, "CREATE DATABASE d");
            Ask.node(node, "CREATE TABLE d.t (n UInt64) ENGINE = MergeTree ORDER BY n");
            Ask.node(node, "INSERT INTO d.t SELECT number FROM numbers(1000)");
            cluster.kill(node);
            assertThat(Ask.node(node, "SELECT 1")).isEmpty();
            EmbeddedNode again = cluster.restart(node);
            assertThat(again).isEqualTo(cluster.node(1, 1)).isNotEqualTo(node);
            assertThat(again.httpPort()).isEqualTo(node.httpPort());
            assertThat(Ask.node(again, "SELECT sum(n) FROM d.t")).isEqualTo("499500");
        }
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().shards(1).data(folder).start()) {
            assertThat(Ask.node(cluster.node(1, 1), "SELECT sum(n) FROM d.t")).isEqualTo("499500");
        }
    }

    @Test
    void a_node_that_was_killed_logs_queries_again() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().shards(1).start()) {
            EmbeddedNode node = cluster.node(1, 1);
            Ask.node(node, "SELECT 'before'");
            Ask.node(node, "SYSTEM FLUSH LOGS");
            assertThat(Ask.node(node, "SELECT count() > 0 FROM system.query_log"))
                    .isEqualTo("1");
            cluster.kill(node);
            cluster.restart(node);
            Ask.node(node, "SELECT 'after'");
            Ask.node(node, "SYSTEM FLUSH LOGS");
            assertThat(
                            Ask.node(
                                    node,
                                    "SELECT query FROM system.query_log WHERE query LIKE 'SELECT %' AND type = 'QueryFinish' ORDER BY event_time_microseconds LIMIT 1"))
                    .isEqualTo("SELECT \\'after\\'");
        }
    }

    @Test
    void a_node_that_is_killed_or_crashes_is_reported_with_its_last_output() throws Exception {
        CompletableFuture<NodeDeath> killed = new CompletableFuture<>();
        CompletableFuture<NodeDeath> crashed = new CompletableFuture<>();
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .shards(2)
                .onDeath(death -> (death.node().shard() == 1 ? killed : crashed).complete(death))
                .start()) {
            EmbeddedNode first = cluster.node(1, 1);
            EmbeddedNode second = cluster.node(2, 1);
            Processes.signal(first.pid(), "KILL");
            Processes.signal(second.pid(), "SEGV");
            assertThat(killed.get(10, TimeUnit.SECONDS))
                    .hasToString("node s1r1 (process " + first.pid() + ", HTTP port " + first.httpPort()
                            + ") was killed: by somebody, or by the kernel because memory ran out (dmesg tells);"
                            + " its last output: (nothing)");
            assertThat(crashed.get(20, TimeUnit.SECONDS).toString())
                    .startsWith("node s2r1 (process " + second.pid() + ", HTTP port " + second.httpPort()
                            + ") ended by itself with exit code 134; its last output: A fatal error has been detected")
                    .contains("SIGSEGV")
                    .endsWith("(all of it: " + second.data().resolve("crash.log") + ")");
        }
    }

    @Test
    void the_end_of_a_node_that_was_asked_to_end_is_no_news() {
        CompletableFuture<NodeDeath> died = new CompletableFuture<>();
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().shards(1).onDeath(died::complete).start()) {
            cluster.kill(cluster.node(1, 1));
            cluster.restart(cluster.node(1, 1));
        }
        assertThat(died).isNotDone();
    }

    @Test
    void a_frozen_node_holds_connections_and_answers_when_it_thaws() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().shards(1).start()) {
            EmbeddedNode node = cluster.node(1, 1);
            cluster.freeze(node);
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> Ask.node(node, "SELECT 1"));
            Thread.sleep(500);
            assertThat(answer).isNotDone();
            cluster.thaw(node);
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("1");
        }
    }

    @Test
    void nothing_is_left_two_seconds_after_the_kill_of_the_process_that_started_it() throws Exception {
        try (Jvm parent = Jvm.run(ClusterProgram.class, "hold", "-")) {
            String[] words = parent.readLine().split(" ");
            Path data = Path.of(words[2]);
            int port =
                    ClusterState.read(data).orElseThrow().nodes().get(0).node().httpPort();
            CompletableFuture<Void> busy = busy(port);
            parent.kill();
            assertGone(words);
            awaitRemoval(data);
            busy.cancel(true);
        }
    }

    /** Keeps both cores of a node at work. */
    private static CompletableFuture<Void> busy(int port) throws InterruptedException {
        EmbeddedNode node = new EmbeddedNode(1, 1, "127.0.0.1", port, 0, 0, 0, Path.of("/"));
        CompletableFuture<Void> query = CompletableFuture.runAsync(
                () -> Ask.node(node, "SELECT sum(sipHash64(number)) FROM numbers_mt(1000000000000)"));
        Thread.sleep(300);
        return query;
    }

    private static void assertGone(String[] words) throws InterruptedException {
        for (String pid : Arrays.copyOf(words, 2)) {
            Jvm.assertGone(Long.parseLong(pid), TWO_SECONDS);
        }
    }

    private static void awaitRemoval(Path folder) throws InterruptedException {
        for (int i = 0; i < 100 && Files.exists(folder); i++) {
            Thread.sleep(20);
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void nothing_is_left_when_the_process_is_killed_while_it_starts_the_nodes(@TempDir Path folder) throws Exception {
        try (Jvm parent = Jvm.run(ClusterProgram.class, "detach", folder.toString())) {
            while (ClusterState.read(folder).isEmpty()) {
                Thread.sleep(5);
            }
            parent.kill();
        }
        for (ClusterState.NodeRecord node :
                ClusterState.read(folder).orElseThrow().nodes()) {
            Jvm.assertGone(node.node().pid(), TWO_SECONDS);
        }
        assertThat(RunningCluster.find(folder)).isEmpty();
        EmbeddedCluster.builder().shards(2).data(folder).start().close();
    }

    @Test
    void two_clusters_started_at_once_do_not_disturb_each_other() throws Exception {
        try (Jvm other = Jvm.run(ClusterProgram.class, "hold", "-")) {
            CompletableFuture<EmbeddedCluster> first = CompletableFuture.supplyAsync(
                    () -> EmbeddedCluster.builder().shards(1).start());
            CompletableFuture<EmbeddedCluster> second = CompletableFuture.supplyAsync(
                    () -> EmbeddedCluster.builder().shards(1).start());
            try (EmbeddedCluster a = first.get();
                    EmbeddedCluster b = second.get()) {
                Path elsewhere = Path.of(other.readLine().split(" ")[2]);
                EmbeddedNode c = ClusterState.read(elsewhere)
                        .orElseThrow()
                        .nodes()
                        .get(1)
                        .node();
                Ask.node(a.node(1, 1), "CREATE DATABASE only_in_a");
                String look = "SELECT count() FROM system.databases WHERE name = 'only_in_a'";
                assertThat(Ask.node(a.node(1, 1), look)).isEqualTo("1");
                assertThat(Ask.node(b.node(1, 1), look)).isEqualTo("0");
                assertThat(Ask.node(c, look)).isEqualTo("0");
            }
        }
    }

    @Test
    void one_data_folder_belongs_to_one_cluster_at_a_time(@TempDir Path folder) throws Exception {
        String refusal = "the data folder " + folder.toRealPath()
                + " is in use by process %d; end that one, or name another" + " folder with --data";
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().shards(1).data(folder).start()) {
            assertRefused(folder, refusal.formatted(ProcessHandle.current().pid()));
            // A refusal must not have opened the lock for the next one.
            assertRefused(folder, refusal.formatted(ProcessHandle.current().pid()));
            assertThat(Ask.node(cluster.node(1, 1), "SELECT 1")).isEqualTo("1");
        }
        try (Jvm owner = Jvm.run(ClusterProgram.class, "hold", folder.toString())) {
            owner.readLine();
            assertRefused(folder, refusal.formatted(owner.process().pid()));
            owner.kill();
            EmbeddedCluster.builder().shards(2).data(folder).start().close();
        }
    }

    private static void assertRefused(Path folder, String message) {
        assertThatThrownBy(
                        () -> EmbeddedCluster.builder().shards(1).data(folder).start())
                .isInstanceOf(EmbeddedException.class)
                .hasMessage(message);
    }

    @Test
    void a_port_in_use_is_named_and_nothing_is_started() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedCluster.builder()
                            .shards(1)
                            .portBase(port - 1)
                            .start())
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessage("port " + port + " of 127.0.0.1 is in use; choose another --port-base,"
                            + " or leave it out and free ports are found (ss -ltnp shows who listens)");
        }
    }

    @Test
    void the_ports_asked_for_are_used_and_free_again_afterwards() {
        int base;
        try (Ports free = new Ports()) {
            base = free.any();
        }
        for (int i = 0; i < 2; i++) {
            try (EmbeddedCluster cluster =
                    EmbeddedCluster.builder().shards(1).portBase(base).start()) {
                EmbeddedNode node = cluster.node(1, 1);
                assertThat(List.of(node.httpPort(), node.nativePort(), node.grpcPort()))
                        .containsExactly(base, base + 1, base + 2);
                assertThat(Ask.node(node, "SELECT tcpPort()")).isEqualTo(String.valueOf(base + 1));
            }
        }
    }

    @Test
    void a_port_lost_between_the_look_and_the_use_is_told_from_other_failures(@TempDir Path folder) throws Exception {
        try (Ports ports = new Ports();
                DataFolder data = DataFolder.at(folder)) {
            for (int lost = 0; lost < 3; lost++) {
                int[] port = {ports.any(), ports.any(), ports.any()};
                try (ServerSocket thief = new ServerSocket(port[lost], 1, InetAddress.getLoopbackAddress())) {
                    Layout.Place place = new Layout.Place(1, 1, port[0], port[1], port[2]);
                    Layout layout = new Layout("posthog", List.of(place));
                    NodeProcess process = start(place, layout, data);
                    assertThatThrownBy(process::awaitReady)
                            .as("port %d taken by %s", port[lost], thief)
                            .isInstanceOf(NodeProcess.PortTakenException.class)
                            .hasMessageContaining(String.valueOf(port[lost]));
                }
            }
        }
    }

    private static NodeProcess start(Layout.Place place, Layout layout, DataFolder data) {
        ClusterOptions options = EmbeddedCluster.builder().options();
        Path library = EngineLibrary.locate(line -> {});
        Path settings = new NodeFiles(data, library, layout, options).write(place);
        return NodeProcess.start(place, place.folder(data.path()), settings);
    }
}
