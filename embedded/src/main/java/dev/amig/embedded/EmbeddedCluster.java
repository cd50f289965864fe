package dev.amig.embedded;

import dev.amig.embedded.process.NodeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A real ClickHouse cluster on this machine: one process for each node, each an engine of its own with HTTP, native and gRPC
 * ports on 127.0.0.1. The engine exchanges no parts between replicas, so a second replica of a shard is a server of its own with
 * the same place in {@code system.clusters}, not a copy.
 *
 * <p>The nodes end when {@link #close()} is called and when this process dies, however it dies.
 */
public final class EmbeddedCluster implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final int START_ATTEMPTS = 5;

    private final DataFolder data;
    private final Ports ports;
    private final Layout layout;
    private final NodeFiles files;
    private final Map<String, NodeProcess> processes = new HashMap<>();
    private final BiConsumer<String, String> onDeath;
    private final Thread shutdown = new Thread(this::close, "amig-cluster-shutdown");
    private volatile boolean closed;

    private EmbeddedCluster(
            DataFolder data, Ports ports, Layout layout, NodeFiles files, BiConsumer<String, String> onDeath) {
        this.data = data;
        this.ports = ports;
        this.layout = layout;
        this.files = files;
        this.onDeath = onDeath;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** How a cluster shall be. */
    public static final class Builder {
        private String name = "posthog";
        private int shards = 2;
        private int replicas = 1;
        private Optional<Path> data = Optional.empty();
        private Optional<Path> library = Optional.empty();
        private OptionalInt portBase = OptionalInt.empty();
        private String user = "";
        private String password = "";
        private Optional<Path> tlsCertificate = Optional.empty();
        private Optional<Path> tlsKey = Optional.empty();
        private Consumer<String> progress = line -> {};
        private BiConsumer<String, String> onDeath = (node, lastWords) -> {};

        private Builder() {}

        /** As in {@code system.clusters}: letters, digits and underscores. */
        public Builder name(String newName) {
            if (!newName.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new EmbeddedException(
                        "an embedded cluster cannot be named '" + newName + "'; use letters, digits and underscores");
            }
            name = newName;
            return this;
        }

        public Builder shards(int number) {
            shards = atLeastOne(number, "shards");
            return this;
        }

        public Builder replicas(int number) {
            replicas = atLeastOne(number, "replicas");
            return this;
        }

        private static int atLeastOne(int number, String what) {
            if (number < 1) {
                throw new EmbeddedException("a cluster has at least one of " + what + ", not " + number);
            }
            return number;
        }

        /** Kept when the cluster ends; absent: a temporary folder. */
        public Builder data(Path folder) {
            data = Optional.of(folder);
            return this;
        }

        /** The first of three consecutive ports for each node; absent: free ones. */
        public Builder portBase(int port) {
            portBase = OptionalInt.of(port);
            return this;
        }

        /** The engine's library; absent: found or installed by {@link EngineLibrary}. */
        public Builder library(Path file) {
            library = Optional.of(file);
            return this;
        }

        /** One more user, with a password; {@code default} has none. */
        public Builder user(String newUser, String newPassword) {
            user = newUser;
            password = newPassword;
            return this;
        }

        /** TLS on the gRPC ports; PEM files. */
        public Builder grpcTls(Path certificateChain, Path privateKey) {
            tlsCertificate = Optional.of(certificateChain);
            tlsKey = Optional.of(privateKey);
            return this;
        }

        /** Hears one line at a time of what takes long. */
        public Builder progress(Consumer<String> listener) {
            progress = listener;
            return this;
        }

        /** Hears of a node that ended although nobody asked it to: its id and its last words. */
        public Builder onDeath(BiConsumer<String, String> listener) {
            onDeath = listener;
            return this;
        }

        /** @throws EmbeddedException with what stands in the way; nothing is left running */
        public EmbeddedCluster start() {
            Path engine = library.orElseGet(() -> EngineLibrary.locate(progress));
            DataFolder folder = data.map(DataFolder::at).orElseGet(DataFolder::temporary);
            try {
                return start(engine, folder);
            } catch (RuntimeException e) {
                folder.close();
                throw e;
            }
        }

        private EmbeddedCluster start(Path engine, DataFolder folder) {
            refuseRunning(folder.path());
            for (int attempt = 1; ; attempt++) {
                Ports ports = Ports.open();
                EmbeddedCluster cluster = null;
                try {
                    Layout layout = Layout.of(name, shards, replicas, portBase, ports);
                    NodeFiles files =
                            new NodeFiles(folder.path(), engine, layout, user, password, tlsCertificate, tlsKey);
                    cluster = new EmbeddedCluster(folder, ports, layout, files, onDeath);
                    cluster.startAll();
                    return cluster;
                } catch (RuntimeException e) {
                    boolean again = cluster != null && cluster.lostAPort() && portBase.isEmpty();
                    if (cluster != null) {
                        cluster.stopAll();
                    }
                    ports.close();
                    if (!again || attempt == START_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }
    }

    private static void refuseRunning(Path data) {
        boolean running = ClusterState.read(data)
                .filter(state -> state.entries().stream()
                        .anyMatch(entry -> entry.process().isPresent()))
                .isPresent();
        if (running) {
            throw new EmbeddedException("a cluster is running in " + data
                    + "; look at it with: amig cluster status, end it with: amig cluster down");
        }
    }

    private void startAll() {
        Runtime.getRuntime().addShutdownHook(shutdown);
        for (Layout.Place place : layout.places()) {
            processes.put(place.id(), launch(place));
        }
        writeState();
        processes.values().forEach(NodeProcess::awaitReady);
        layout.places().forEach(this::watch);
    }

    private NodeProcess launch(Layout.Place place) {
        NodeSettings settings = files.write(place);
        Path folder = place.folder(data.path());
        return NodeProcess.start(place.id(), files.settingsFile(place, settings), folder.resolve("node.log"));
    }

    private void watch(Layout.Place place) {
        NodeProcess process = processes.get(place.id());
        process.onExit(() -> {
            if (!closed && processes.get(place.id()) == process) {
                onDeath.accept(place.id(), process.lastWords());
            }
        });
    }

    private boolean lostAPort() {
        return processes.values().stream().anyMatch(NodeProcess::lostItsPort);
    }

    private void writeState() {
        List<ClusterState.Entry> entries = new ArrayList<>();
        for (EmbeddedNode node : nodes()) {
            long started =
                    ProcessHandle.of(node.pid()).map(ClusterState::startOf).orElse(0L);
            entries.add(new ClusterState.Entry(node, started));
        }
        new ClusterState(layout.clusterName(), entries).write(data.path());
    }

    public String name() {
        return layout.clusterName();
    }

    public Path data() {
        return data.path();
    }

    /** By shard and replica. */
    public List<EmbeddedNode> nodes() {
        return layout.places().stream().map(this::node).toList();
    }

    private EmbeddedNode node(Layout.Place place) {
        return new EmbeddedNode(
                place.shard(),
                place.replica(),
                "127.0.0.1",
                place.httpPort(),
                place.nativePort(),
                place.grpcPort(),
                processes.get(place.id()).pid(),
                place.folder(data.path()));
    }

    /** Ends a node's process as a power cut would. For tests of what others do then. */
    public void kill(EmbeddedNode node) {
        NodeProcess process = processes.remove(node.id());
        process.kill();
        processes.put(node.id(), process);
    }

    /** Starts a killed node again, on its data and its ports. */
    public EmbeddedNode restart(EmbeddedNode node) {
        Layout.Place place = layout.places().stream()
                .filter(candidate -> candidate.id().equals(node.id()))
                .findFirst()
                .orElseThrow();
        processes.put(place.id(), launch(place));
        processes.get(place.id()).awaitReady();
        watch(place);
        writeState();
        return node(place);
    }

    /** Lets the nodes live on when this process ends; {@link RunningCluster} finds and stops them. */
    public void detach() {
        closed = true;
        Runtime.getRuntime().removeShutdownHook(shutdown);
        processes.values().forEach(NodeProcess::detach);
        ports.close();
        data.close();
    }

    /** Ends the nodes gracefully. A temporary data folder is removed. Harmless when called twice. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        stopAll();
        ClusterState.remove(data.path());
        ports.close();
        data.close();
    }

    private void stopAll() {
        closed = true;
        removeShutdownHook();
        processes.values().parallelStream().forEach(process -> process.stop(STOP_PATIENCE));
    }

    private void removeShutdownHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdown);
        } catch (IllegalStateException alreadyShuttingDown) {
            return;
        }
    }

    /** Writes what a node's process reads. */
    private record NodeFiles(
            Path data,
            Path library,
            Layout layout,
            String user,
            String password,
            Optional<Path> tlsCertificate,
            Optional<Path> tlsKey) {

        NodeSettings write(Layout.Place place) {
            Path folder = place.folder(data);
            Path config = folder.resolve("engine.xml");
            Path users = folder.resolve("users.xml");
            try {
                Files.createDirectories(folder);
                Files.writeString(
                        config, EngineConfig.server(layout, place, folder.resolve("store") + "/", users.toString()));
                Files.writeString(users, EngineConfig.users(user, password));
            } catch (IOException e) {
                throw new EmbeddedException(
                        "the files of node " + place.id() + " cannot be written: " + e.getMessage(), e);
            }
            return new NodeSettings(
                    library, config, place.httpPort(), place.nativePort(), place.grpcPort(), tlsCertificate, tlsKey);
        }

        Path settingsFile(Layout.Place place, NodeSettings settings) {
            Path file = place.folder(data).resolve("node.properties");
            try {
                settings.write(file);
            } catch (IOException e) {
                throw new EmbeddedException(file + " cannot be written: " + e.getMessage(), e);
            }
            return file;
        }
    }
}
