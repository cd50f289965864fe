package dev.amig.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a data folder says of the cluster that lives in it: {@code cluster.json}. */
record ClusterState(String clusterName, List<Entry> entries) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "cluster.json";

    /** @param started seconds since the epoch: a process with the same number that started later is another one */
    record Entry(EmbeddedNode node, long started) {
        Optional<ProcessHandle> process() {
            return ProcessHandle.of(node.pid())
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> startOf(handle) == started);
        }
    }

    static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }

    void write(Path data) {
        ObjectNode json = JSON.createObjectNode().put("cluster", clusterName);
        for (Entry entry : entries) {
            json.withArray("nodes")
                    .addObject()
                    .put("shard", entry.node.shard())
                    .put("replica", entry.node.replica())
                    .put("http_port", entry.node.httpPort())
                    .put("native_port", entry.node.nativePort())
                    .put("grpc_port", entry.node.grpcPort())
                    .put("pid", entry.node.pid())
                    .put("started", entry.started);
        }
        try {
            Path fresh = data.resolve(FILE + ".new");
            Files.writeString(fresh, json.toPrettyString());
            Files.move(fresh, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new EmbeddedException("the cluster's state cannot be written to " + data + ": " + e.getMessage(), e);
        }
    }

    static Optional<ClusterState> read(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(file.toFile());
            List<Entry> entries = new ArrayList<>();
            for (JsonNode node : json.path("nodes")) {
                EmbeddedNode read = new EmbeddedNode(
                        node.path("shard").asInt(),
                        node.path("replica").asInt(),
                        "127.0.0.1",
                        node.path("http_port").asInt(),
                        node.path("native_port").asInt(),
                        node.path("grpc_port").asInt(),
                        node.path("pid").asLong(),
                        data.resolve("s" + node.path("shard").asInt() + "r"
                                + node.path("replica").asInt()));
                entries.add(new Entry(read, node.path("started").asLong()));
            }
            return Optional.of(new ClusterState(json.path("cluster").asText(), entries));
        } catch (IOException e) {
            throw new EmbeddedException(
                    file + " cannot be read: " + e.getMessage()
                            + "; if no node of that cluster runs any more, delete the file",
                    e);
        }
    }

    static void remove(Path data) {
        try {
            Files.deleteIfExists(data.resolve(FILE));
        } catch (IOException e) {
            throw new EmbeddedException("the cluster's state in " + data + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
