package dev.amig.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** How an embedded cluster shall be: two shards of one replica, open to everybody on this machine, unless told otherwise. */
public final class ClusterBuilder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private String name = "posthog";
    private int shards = 2;
    private int replicas = 1;
    private Optional<Path> data = Optional.empty();
    private OptionalInt portBase = OptionalInt.empty();
    private Credentials credentials = Credentials.OPEN;
    private final List<Guest> guests = new ArrayList<>();
    private Optional<Path> library = Optional.empty();
    private Optional<TlsFiles> tls = Optional.empty();
    private OptionalInt zooKeeper = OptionalInt.empty();
    private Consumer<String> progress = line -> {};
    private Consumer<NodeDeath> onDeath = death -> {};

    ClusterBuilder() {}

    /** As in {@code system.clusters}: letters, digits and underscores. */
    public ClusterBuilder name(String newName) {
        if (!NAME.matcher(newName).matches()) {
            throw new EmbeddedException(
                    "an embedded cluster cannot be named '" + newName + "'; use letters, digits and underscores");
        }
        name = newName;
        return this;
    }

    public ClusterBuilder shards(int number) {
        shards = atLeastOne(number, "shard");
        return this;
    }

    /** They do not replicate: see {@link EmbeddedCluster}. */
    public ClusterBuilder replicas(int number) {
        replicas = atLeastOne(number, "replica");
        return this;
    }

    private static int atLeastOne(int number, String what) {
        if (number < 1) {
            throw new EmbeddedException("a cluster has at least one " + what + ", not " + number);
        }
        return number;
    }

    /** Kept when the cluster ends; absent: a temporary folder. */
    public ClusterBuilder data(Path folder) {
        data = Optional.of(folder);
        return this;
    }

    /** The first of three consecutive ports (HTTP, native, gRPC) for each node; absent: any free ones. */
    public ClusterBuilder portBase(int port) {
        portBase = OptionalInt.of(port);
        return this;
    }

    /** The only user that can log in; absent: {@code default}, without a password. */
    public ClusterBuilder user(String newUser, String password) {
        if (!NAME.matcher(newUser).matches() || newUser.equals(Credentials.OPEN.user()) || password.isEmpty()) {
            throw new EmbeddedException(
                    "the user of an embedded cluster needs a name of letters, digits and underscores other than"
                            + " \"default\", and a password; leave both out for a cluster without a password");
        }
        credentials = new Credentials(newUser, password);
        return this;
    }

    /** One more user, with few rights, besides the one of the cluster. */
    public ClusterBuilder guest(Guest guest) {
        if (!NAME.matcher(guest.user()).matches() || guest.password().isEmpty()) {
            throw new EmbeddedException(
                    "a guest of an embedded cluster needs a name of letters, digits and underscores,"
                            + " and a password");
        }
        guests.add(guest);
        return this;
    }

    /** The engine's library; absent: found or installed by {@link EngineLibrary}. */
    public ClusterBuilder library(Path file) {
        library = Optional.of(file.toAbsolutePath());
        return this;
    }

    /** TLS on the gRPC ports, with a certificate chain and its unencrypted PKCS#8 key as PEM files. */
    public ClusterBuilder grpcTls(Path certificate, Path privateKey) {
        tls = Optional.of(new TlsFiles(certificate.toAbsolutePath(), privateKey.toAbsolutePath()));
        return this;
    }

    /**
     * A ZooKeeper on this machine that the nodes connect to. Tables stay read-only all the same with the engine as it is published
     * (see {@link EmbeddedCluster}); a library that names its interserver address replicates through it.
     */
    public ClusterBuilder zooKeeper(int port) {
        zooKeeper = OptionalInt.of(port);
        return this;
    }

    /** Hears one line at a time of what takes long. */
    public ClusterBuilder progress(Consumer<String> listener) {
        progress = listener;
        return this;
    }

    /** Hears of a node that ends although nobody asked it to, on a thread of its own. */
    public ClusterBuilder onDeath(Consumer<NodeDeath> listener) {
        onDeath = listener;
        return this;
    }

    /**
     * Starts the nodes and waits until each answers.
     *
     * @throws EmbeddedException with what stands in the way and what to do; nothing is left running then
     */
    public EmbeddedCluster start() {
        return new ClusterStart(options()).start();
    }

    ClusterOptions options() {
        return new ClusterOptions(
                name,
                shards,
                replicas,
                data,
                portBase,
                credentials,
                List.copyOf(guests),
                library,
                tls,
                zooKeeper,
                progress,
                onDeath);
    }
}
