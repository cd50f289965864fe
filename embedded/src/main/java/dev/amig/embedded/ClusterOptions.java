package dev.amig.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** How a cluster shall be; {@link ClusterBuilder} explains each. */
record ClusterOptions(
        String name,
        int shards,
        int replicas,
        Optional<Path> data,
        OptionalInt portBase,
        Credentials credentials,
        List<Guest> guests,
        Optional<Path> library,
        Optional<TlsFiles> tls,
        OptionalInt zooKeeper,
        Consumer<String> progress,
        Consumer<NodeDeath> onDeath) {}
