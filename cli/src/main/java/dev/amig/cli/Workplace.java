package dev.amig.cli;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.embedded.ClusterBuilder;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.embedded.RunningCluster;
import dev.amig.embedded.UserFolders;
import dev.amig.embedded.postgres.EmbeddedPostgres;
import dev.amig.embedded.postgres.EmbeddedPostgres.Durability;
import dev.amig.journal.Journal;
import dev.amig.journal.JournalException;
import dev.amig.journal.PostgresJournal;
import dev.amig.project.ClusterConfig;
import dev.amig.project.ClusterResolver;
import dev.amig.project.Database;
import dev.amig.project.EmbeddedConfig;
import dev.amig.project.JournalConfig;
import dev.amig.project.Project;
import dev.amig.run.Connections;
import dev.amig.transport.QueryException;
import dev.amig.transport.Secret;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import dev.amig.transport.UnknownNode;
import dev.amig.transport.postgres.PostgresTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The servers that a command works with: clusters and journal, found or started, and all closed again in reverse. */
final class Workplace implements AutoCloseable {
    /** It would print stack traces of what is told in one sentence anyway. Held here, or its level would be forgotten. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private final Project project;
    private final Consumer<String> progress;
    private final Deque<Closing> open = new ArrayDeque<>();
    private final Map<String, Site> sites = new HashMap<>();
    private Optional<EmbeddedCluster> embedded = Optional.empty();
    private Optional<Path> privateHome = Optional.empty();
    private Optional<EmbeddedPostgres> privatePostgres = Optional.empty();
    private Journal journal;

    Workplace(Project project, Consumer<String> progress) {
        this.project = project;
        this.progress = progress;
        GRPC.setLevel(Level.OFF);
    }

    /** A cluster and the ways to its nodes. */
    record Site(Cluster cluster, Connections connections) {}

    /**
     * Starts a cluster of this command's own; it and its journal end with the command.
     *
     * @param data keeps both for the next time
     */
    void startEmbedded(Optional<Path> data) {
        EmbeddedConfig config = project.configuration().embedded();
        privateHome = data;
        progress.accept("starting ClickHouse: " + config.shards() + " shards"
                + (config.replicas() == 1 ? "" : " × " + config.replicas() + " replicas"));
        ClusterBuilder builder = EmbeddedCluster.builder()
                .name(config.name())
                .shards(config.shards())
                .replicas(config.replicas())
                .progress(progress)
                .onDeath(death -> progress.accept("a node of the embedded cluster died: " + death));
        data.ifPresent(folder -> builder.data(folder.resolve("cluster")));
        EmbeddedCluster cluster = builder.start();
        open.push(cluster::close);
        embedded = Optional.of(cluster);
    }

    /** Reads and writes the journal that {@link #startEmbedded} kept in a folder, without starting its cluster. */
    void useJournalOf(Path data) {
        privateHome = Optional.of(data);
    }

    Site site(String name) throws QueryException {
        Site known = sites.get(name);
        if (known == null) {
            known = find(name);
            sites.put(name, known);
            open.push(known.connections()::close);
        }
        return known;
    }

    private Site find(String name) throws QueryException {
        if (embedded.isPresent()) {
            return embeddedSite(name, embedded.get().name(), embedded.get().nodes(), TransportOptions.PLAIN);
        }
        if (privateHome.isPresent()) {
            return borrowed(name, privateHome.get().resolve("cluster"));
        }
        Optional<ClusterConfig> config = ClusterFinder.configured(project, name);
        if (config.isPresent()) {
            TransportOptions options = config.get().transportOptions(System.getenv());
            Cluster cluster = new ClusterResolver(System.getenv()).resolve(name, config.get());
            return new Site(cluster, connections(config.get().transport(), options));
        }
        RunningCluster running = RunningCluster.find(
                        UserFolders.data().resolve("clusters").resolve(name))
                .orElseThrow(() -> CommandException.usage("the embedded cluster " + name + " is not running")
                        .withHint(
                                "start it with 'amig cluster up', or use one for this command alone with --embedded"));
        return embeddedSite(name, running);
    }

    /** What another {@code amig run --embedded --data DIR} has started: it lives as long as that. */
    private Site borrowed(String name, Path folder) {
        RunningCluster running = RunningCluster.ofAnybody(folder)
                .orElseThrow(() -> CommandException.usage("the embedded cluster in " + folder + " is not running")
                        .withHint("it lives only while 'amig run --embedded --data DIR' does"));
        return embeddedSite(name, running);
    }

    private Site embeddedSite(String name, RunningCluster running) {
        TransportOptions options = TransportOptions.PLAIN.as(running.user(), Secret.of(running.password()));
        return embeddedSite(name, running.name(), running.nodes(), options);
    }

    private Site embeddedSite(String name, String itsName, List<EmbeddedNode> running, TransportOptions options) {
        if (!name.equals(itsName)) {
            throw CommandException.usage("the embedded cluster is called " + itsName + ", not " + name)
                    .withHint("set embedded.name in amig.yaml, or name the cluster with --cluster " + itsName);
        }
        List<Node> nodes = running.stream()
                .map(node -> new Node(node.shard(), node.replica(), node.host(), node.grpcPort()))
                .toList();
        return new Site(Cluster.of(name, nodes, false, Map.of()), connections(TransportKind.GRPC, options));
    }

    private Connections connections(TransportKind kind, TransportOptions options) {
        return new Connections(node -> node.isPostgres() ? database(node) : Transports.open(kind, node, options));
    }

    /** What is tried on a cluster of the command's own must reach no database but its own. */
    private Transport database(Node node) {
        if (isEmbedded()) {
            journal();
            EmbeddedPostgres own = privatePostgres.orElseThrow();
            return new PostgresTransport(node, own.jdbcUrl(), Optional.of(own.user()), Secret.of(own.password()));
        }
        Map<String, Database> configured = project.configuration().postgres();
        boolean onlyOne = node.host().isEmpty() && configured.size() == 1;
        Database found = onlyOne ? configured.values().iterator().next() : configured.get(node.host());
        if (found == null) {
            return new UnknownNode(node, missing(node.host(), configured.keySet()));
        }
        Secret password =
                found.password().map(source -> source.read(System.getenv())).orElse(Secret.of(""));
        return new PostgresTransport(node, found.url(), found.user(), password);
    }

    private static String missing(String name, Set<String> known) {
        String what = name.isEmpty() ? "ON POSTGRES names no database" : "there is no database '" + name + "'";
        return what
                + (known.isEmpty()
                        ? "; amig.yaml has no postgres: {NAME: {url: jdbc:postgresql://…}}"
                        : "; amig.yaml knows " + String.join(", ", known));
    }

    Journal journal() {
        if (journal == null) {
            journal = project.configuration()
                    .journal()
                    .filter(configured -> privateHome.isEmpty() && embedded.isEmpty())
                    .map(this::configuredJournal)
                    .orElseGet(this::embeddedJournal);
            open.push(journal::close);
        }
        return journal;
    }

    /** The journal, where there is one: none is made, and no server is fetched for it. */
    Optional<Journal> existingJournal() {
        boolean configured = project.configuration().journal().isPresent() && privateHome.isEmpty();
        return configured || EmbeddedPostgres.hasData(journalHome()) ? Optional.of(journal()) : Optional.empty();
    }

    private Path journalHome() {
        return privateHome.orElseGet(UserFolders::data).resolve("journal");
    }

    private Journal configuredJournal(JournalConfig database) {
        String password = database.password()
                .map(source -> source.read(System.getenv()).reveal())
                .orElse("");
        Duration patience = database.patience().orElse(PostgresJournal.DEFAULT_PATIENCE);
        return open(database.url(), database.user().orElse(""), password, patience);
    }

    /** That of a cluster which goes with the command goes with it too, also when the command is killed. */
    private Journal embeddedJournal() {
        boolean temporary = isEmbedded() && privateHome.isEmpty();
        EmbeddedPostgres postgres = temporary
                ? EmbeddedPostgres.open(temporaryFolder(), Durability.TEMPORARY, progress)
                : EmbeddedPostgres.open(journalHome(), Durability.DURABLE, progress);
        privatePostgres = Optional.of(postgres);
        open.push(postgres::close);
        return open(postgres.jdbcUrl(), postgres.user(), postgres.password(), PostgresJournal.DEFAULT_PATIENCE);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("amig-journal-");
        } catch (IOException e) {
            throw CommandException.usage("no temporary folder can be made: " + e.getMessage())
                    .withHint("free some space, or name a folder with --data");
        }
    }

    private static Journal open(String url, String user, String password, Duration patience) {
        try {
            return PostgresJournal.open(url, user, password, patience);
        } catch (JournalException e) {
            throw CommandException.of(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    boolean isEmbedded() {
        return embedded.isPresent();
    }

    /** One failure does not keep the rest from being closed. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                failure = new UncheckedIOException(e.getMessage(), e);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What has to be done to close one thing. */
    private interface Closing {
        void close() throws IOException;
    }
}
