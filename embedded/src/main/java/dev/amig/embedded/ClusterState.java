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

/** What a data folder says of the cluster that runs in it: {@code cluster.json}. */
record ClusterState(String cluster, Credentials credentials, List<NodeRecord> nodes) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "cluster.json";

    /** Its presence lets the nodes live on without their parent. One file for all of them: there is no half-detached cluster. */
    static final String DETACHED_MARK = "detached";

    void write(Path data) {
        ObjectNode json = JSON.createObjectNode()
                .put("cluster", cluster)
                .put("user", credentials.user())
                .put("password", credentials.password());
        for (NodeRecord node : nodes) {
            node.write(json.withArray("nodes").addObject());
        }
        try {
            Path fresh = data.resolve(FILE + ".new");
            PrivateFile.write(fresh, json.toPrettyString() + "\n");
            Files.move(fresh, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the cluster's state cannot be written to " + data + ": " + Failures.reason(e), e);
        }
    }

    static Optional<ClusterState> read(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(file.toFile());
            List<NodeRecord> nodes = new ArrayList<>();
            json.path("nodes").forEach(node -> nodes.add(NodeRecord.read(node, data)));
            Credentials credentials = new Credentials(
                    json.path("user").asText(), json.path("password").asText());
            return Optional.of(new ClusterState(json.path("cluster").asText(), credentials, nodes));
        } catch (IOException e) {
            throw new EmbeddedException(
                    file + " cannot be read (" + e.getMessage()
                            + "); if no node of that cluster runs any more, delete the file",
                    e);
        }
    }

    /** @return those whose processes live */
    List<NodeRecord> living() {
        return nodes.stream().filter(node -> node.process().isPresent()).toList();
    }

    static void markDetached(Path data) {
        try {
            Files.createFile(data.resolve(DETACHED_MARK));
        } catch (IOException e) {
            throw new EmbeddedException("the cluster in " + data + " cannot be detached: " + Failures.reason(e), e);
        }
    }

    static boolean isDetached(Path data) {
        return Files.exists(data.resolve(DETACHED_MARK));
    }

    static void remove(Path data) {
        try {
            Files.deleteIfExists(data.resolve(FILE));
            Files.deleteIfExists(data.resolve(DETACHED_MARK));
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the cluster's state in " + data + " cannot be removed: " + Failures.reason(e), e);
        }
    }

    /** A node and the process that it is. */
    record NodeRecord(EmbeddedNode node, ProcessIdentity identity) {
        static NodeRecord of(EmbeddedNode node) {
            return new NodeRecord(node, ProcessIdentity.of(node.pid()));
        }

        /** Empty once it has ended. */
        Optional<ProcessHandle> process() {
            return identity.living();
        }

        private void write(ObjectNode json) {
            json.put("shard", node.shard())
                    .put("replica", node.replica())
                    .put("http_port", node.httpPort())
                    .put("native_port", node.nativePort())
                    .put("grpc_port", node.grpcPort())
                    .put("pid", node.pid())
                    .put("started", identity.started().toString());
        }

        private static NodeRecord read(JsonNode json, Path data) {
            int shard = json.path("shard").asInt();
            int replica = json.path("replica").asInt();
            EmbeddedNode node = new EmbeddedNode(
                    shard,
                    replica,
                    "127.0.0.1",
                    json.path("http_port").asInt(),
                    json.path("native_port").asInt(),
                    json.path("grpc_port").asInt(),
                    json.path("pid").asLong(),
                    data.resolve("s" + shard + "r" + replica));
            Instant started = Instant.parse(json.path("started").asText());
            return new NodeRecord(node, new ProcessIdentity(node.pid(), started));
        }
    }
}
