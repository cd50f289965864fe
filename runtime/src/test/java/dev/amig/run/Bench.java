package dev.amig.run;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.copy.CopyDamage;
import dev.amig.embedded.ClusterBuilder;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.embedded.postgres.EmbeddedPostgres;
import dev.amig.journal.Attempt;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.PostgresJournal;
import dev.amig.journal.Run;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.RunContext;
import dev.amig.progress.ProgressBoard;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Secret;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import dev.amig.transport.postgres.PostgresTransport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A real cluster, a real journal, and what a test says most often. */
final class Bench implements AutoCloseable {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Optional<EmbeddedCluster> servers;
    private final EmbeddedPostgres postgres;
    private final Journal journal;
    private final Cluster cluster;
    private final Connections connections;
    final List<String> told = new CopyOnWriteArrayList<>();
    private volatile ProgressBoard board;
    private volatile UnaryOperator<Transport> losing = UnaryOperator.identity();
    private volatile TransportOptions user = TransportOptions.PLAIN;

    private Bench(Optional<EmbeddedCluster> servers, Cluster cluster, EmbeddedPostgres postgres, Duration patience) {
        this.servers = servers;
        this.cluster = cluster;
        this.postgres = postgres;
        this.journal = PostgresJournal.open(postgres.jdbcUrl(), postgres.user(), postgres.password(), patience);
        this.connections = new Connections(this::open);
    }

    private Transport open(Node node) {
        Transport transport = node.isPostgres()
                ? new PostgresTransport(
                        node, postgres.jdbcUrl(), Optional.of(postgres.user()), Secret.of(postgres.password()))
                : Transports.open(TransportKind.GRPC, node, user);
        return losing.apply(transport);
    }

    /** From now on whoever connects gets what this makes of the real connection. */
    void connectThrough(UnaryOperator<Transport> change) {
        connections.close();
        losing = change;
    }

    /** From now on whoever connects to a server is this user. */
    void connectAs(TransportOptions newUser) {
        connections.close();
        user = newUser;
    }

    static Bench start(Path home) {
        return start(home, PostgresJournal.DEFAULT_PATIENCE);
    }

    /**
     * With a journal whose database may crash: what it has committed is there afterwards.
     *
     * @param patience of the journal
     */
    static Bench start(Path home, Duration patience) {
        return start(home, builder -> builder.shards(2), patience, EmbeddedPostgres.Durability.DURABLE);
    }

    static Bench start(Path home, UnaryOperator<ClusterBuilder> shape) {
        return start(home, shape, PostgresJournal.DEFAULT_PATIENCE, EmbeddedPostgres.Durability.TEMPORARY);
    }

    private static Bench start(
            Path home, UnaryOperator<ClusterBuilder> shape, Duration patience, EmbeddedPostgres.Durability durability) {
        EmbeddedCluster servers = shape.apply(EmbeddedCluster.builder())
                .progress(System.err::println)
                .start();
        EmbeddedPostgres postgres = EmbeddedPostgres.open(home, durability, System.err::println);
        Cluster cluster = Cluster.of(servers.name(), nodes(servers), false, Map.of());
        return new Bench(Optional.of(servers), cluster, postgres, patience);
    }

    /** On servers that somebody else starts and ends. */
    static Bench on(Cluster cluster, TransportOptions user, Path home) {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.TEMPORARY, System.err::println);
        Bench bench = new Bench(Optional.empty(), cluster, postgres, PostgresJournal.DEFAULT_PATIENCE);
        bench.connectAs(user);
        return bench;
    }

    private static List<Node> nodes(EmbeddedCluster servers) {
        return servers.nodes().stream()
                .map(node -> new Node(node.shard(), node.replica(), node.host(), node.grpcPort()))
                .toList();
    }

    Cluster cluster() {
        return cluster;
    }

    Journal journal() {
        return journal;
    }

    /** The PostgreSQL that keeps the journal. */
    EmbeddedPostgres database() {
        return postgres;
    }

    EmbeddedCluster servers() {
        return servers.orElseThrow();
    }

    EmbeddedNode server(String id) {
        return servers().nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** A migration called {@code m_…}, as each test needs one of its own. */
    static ValidMigration migration(String name, String body) {
        return valid(new Source(name + ".amig", "MIGRATION " + name + ";\n" + body));
    }

    static ValidMigration valid(Source source) {
        return Analyzer.analyze(source, MigrationParser.parse(source), TemplateLibrary.load(ROOT.resolve("templates")));
    }

    RunResult run(ValidMigration migration) throws InterruptedException {
        return run(migration, new StopSignal(), question -> false);
    }

    RunResult run(ValidMigration migration, StopSignal stop, Predicate<String> confirm) throws InterruptedException {
        return runner(stop).run(migration, request(), options(confirm));
    }

    RunResult run(ValidMigration migration, RunOptions options) throws InterruptedException {
        return runner(new StopSignal()).run(migration, request(), options);
    }

    /** In the background, as {@code amig run} does with these options. */
    CompletableFuture<RunResult> start(ValidMigration migration, StopSignal stop, RunOptions options) {
        Runner runner = runner(stop);
        return CompletableFuture.supplyAsync(() -> {
            try {
                return runner.run(migration, request(), options);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    RunResult stopAbandoned(Run run) throws InterruptedException {
        return runner(new StopSignal()).stopAbandoned(run, cluster, "stopped by tim");
    }

    RepairResult repair(Run run, Predicate<List<CopyDamage>> agrees) throws InterruptedException {
        return repair(run, new StopSignal(), agrees);
    }

    RepairResult repair(Run run, StopSignal stop, Predicate<List<CopyDamage>> agrees) throws InterruptedException {
        return runner(stop).repair(run.migration(), cluster, agrees);
    }

    RunResult resume(ValidMigration migration) throws InterruptedException {
        return runner(new StopSignal()).resume(migration, request(), options(question -> false));
    }

    RunResult finish(ValidMigration migration) throws InterruptedException {
        return runner(new StopSignal()).finish(migration, request(), options(question -> false));
    }

    RunResult rollBack(ValidMigration migration) throws InterruptedException {
        return rollBack(migration, options(question -> false));
    }

    RunResult rollBack(ValidMigration migration, RunOptions options) throws InterruptedException {
        return runner(new StopSignal()).rollBack(migration, request(), options);
    }

    private Runner runner(StopSignal stop) {
        told.clear();
        board = new ProgressBoard(Clock.systemUTC());
        return new Runner(journal, connections, this::tell, board, stop);
    }

    private PlanRequest request() {
        return new PlanRequest(cluster, ChosenReplicas.lowest(cluster), RunContext.DRY, Map.of(), Map.of(), Map.of());
    }

    static RunOptions options(Predicate<String> confirm) {
        // Many tests leave a run half-way, and all share one cluster.
        return new RunOptions(confirm, true, Optional.of("1.31.0")).withConcurrentMigrations(1000);
    }

    /** Of the run that goes on, or the last one. */
    ProgressBoard board() {
        return board;
    }

    private void tell(Event event) {
        told.add(event.text());
    }

    /** The single value of a query on a node. */
    Object ask(String node, String sql) throws QueryException {
        return rows(node, sql).get(0).get(0);
    }

    List<List<Object>> rows(String node, String sql) throws QueryException {
        return rows(node, sql, Map.of());
    }

    List<List<Object>> rows(String node, String sql, Map<String, String> settings) throws QueryException {
        Query query = Query.of(sql, "test-" + UUID.randomUUID()).withSettings(settings);
        return transport(node).execute(query, ProgressListener.NONE).rows();
    }

    /** A query under an id of somebody else. */
    void runAs(String node, String queryId, String sql) {
        try {
            transport(node).execute(Query.of(sql, queryId), ProgressListener.NONE);
        } catch (QueryException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same on the PostgreSQL that keeps the journal. */
    List<List<Object>> postgres(String sql) throws QueryException {
        return connections
                .to(Node.postgres("app"))
                .execute(Query.of(sql, "test-" + UUID.randomUUID()), ProgressListener.NONE)
                .rows();
    }

    /** As a runner does; how it ends is nobody's affair here. */
    void send(Node node, Attempt attempt) {
        String comment = LogComment.of(journal.id(), attempt.queryId());
        send(node, attempt.queryId().toString(), attempt.sql(), comment);
    }

    void send(Node node, String queryId, String sql, String logComment) {
        try {
            connections
                    .to(node)
                    .execute(
                            Query.of(sql, queryId).withSettings(Map.of("log_comment", logComment)),
                            ProgressListener.NONE);
        } catch (QueryException e) {
            told.add(e.getMessage());
        }
    }

    private Transport transport(String id) {
        return connections.to(cluster.nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow());
    }

    @Override
    public void close() {
        connections.close();
        journal.close();
        postgres.closeAndAwaitEnd();
        servers.ifPresent(EmbeddedCluster::close);
    }
}
