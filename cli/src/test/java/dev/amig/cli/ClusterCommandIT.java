package dev.amig.cli;

import static dev.amig.cli.Call.amig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCommandIT {
    @TempDir
    private Path folder;

    @AfterEach
    void down() {
        amig("cluster", "down", "--data", data());
    }

    @Test
    void a_cluster_lives_from_up_to_down_and_its_data_stay() throws IOException {
        assertThat(amig("cluster", "status", "--data", data()))
                .isEqualTo(new Call(
                        1,
                        "no cluster is running in %1$s; start one with: amig cluster up --data %1$s\n"
                                .formatted(data()),
                        ""));

        Call up = amig("cluster", "up", "--shards", "1", "--replicas", "2", "--data", data());
        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(up.out().lines().map(ClusterCommandIT::withoutNumbers))
                .containsExactly(
                        withoutNumbers("cluster posthog is up, in " + data()),
                        "NODE STATE CLICKHOUSE HTTP NATIVE GRPC PID MEMORY",
                        "s#r# up #.#.#.# # # # # # MiB",
                        "s#r# up #.#.#.# # # # # # MiB",
                        withoutNumbers("it ends with: amig cluster down --data " + data()));

        assertThat(states()).containsExactly("s1r1 up", "s1r2 up");
        Call again = amig("cluster", "up", "--shards", "1", "--replicas", "2", "--data", data());
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).startsWith("cluster posthog is up already, in " + data() + "\n");
        assertThat(amig("cluster", "up", "--shards", "3", "--data", data()))
                .isEqualTo(Call.refused("""
                error: cluster posthog is up already in %s, with 1 × 2 nodes (shards × replicas), not 3 × 1
                  help: end it with 'amig cluster down', or give another --data
                """.formatted(data())));

        assertThat(amig("cluster", "down", "--data", data()))
                .isEqualTo(Call.done("cluster posthog is down; its data stay in %s\n".formatted(data())));
        assertThat(amig("cluster", "down", "--data", data()))
                .isEqualTo(Call.done("no cluster is running in %s\n".formatted(data())));
        assertThat(folder.resolve("data/s1r2")).isDirectory();
    }

    @Test
    void a_node_that_ended_is_shown_as_ended() throws IOException {
        amig("cluster", "up", "--data", data());
        long pid = status().path("nodes").path(1).path("pid").asLong();
        ProcessHandle second = ProcessHandle.of(pid).orElseThrow();
        second.destroyForcibly();
        second.onExit().join();
        assertThat(states()).containsExactly("s1r1 up", "s2r1 ended");
        assertThat(amig("cluster", "status", "--data", data()).exitCode()).isEqualTo(1);
    }

    @Test
    void a_port_in_use_is_one_clear_error_and_nothing_is_left_running() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Call call = amig("cluster", "up", "--data", data(), "--port-base", String.valueOf(taken.getLocalPort()));
            assertThat(call)
                    .isEqualTo(Call.refused(
                            "error: port %d of 127.0.0.1 is in use; choose another --port-base, or leave it out and free ports are found (ss -ltnp shows who listens)\n"
                                    .formatted(taken.getLocalPort())));
        }
        assertThat(status().path("nodes")).isEmpty();
    }

    @Test
    void numbers_that_make_no_cluster_are_refused() {
        assertThat(amig("cluster", "up", "--shards", "0")).isEqualTo(Call.refused("""
                error: --shards must be 1 or more, not 0
                """));
        assertThat(amig("cluster", "up", "--port-base", "65531")).isEqualTo(Call.refused("""
                error: --port-base 65531 leaves no room for 6 ports up to 65535
                """));
    }

    private List<String> states() throws IOException {
        List<String> states = new ArrayList<>();
        status().path("nodes")
                .forEach(node -> states.add(
                        node.path("node").asText() + " " + node.path("state").asText()));
        return states;
    }

    private JsonNode status() throws IOException {
        return new ObjectMapper()
                .readTree(amig("cluster", "status", "--json", "--data", data()).out());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static String withoutNumbers(String line) {
        return line.replaceAll("\\d+", "#").replaceAll(" +", " ");
    }
}
