package dev.amig.faults;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.journal.Attempt;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.RunContext;
import dev.amig.progress.ProgressBoard;
import dev.amig.run.Connections;
import dev.amig.run.Haste;
import dev.amig.run.RunObserver;
import dev.amig.run.RunResult;
import dev.amig.run.Runner;
import dev.amig.run.StopSignal;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Runs scenarios in this process: as they shall be, and on from where a killed runner left them. */
public final class Workbench implements AutoCloseable {
    private static final Node POSTGRES = Node.postgres("app");

    private final Address address;
    private final Journal journal;
    private final Connections connections;

    public Workbench(Address address) {
        this(address, Address.LEASE);
    }

    Workbench(Address address, Duration leaseTimeToLive) {
        this.address = address;
        this.journal = address.openJournal(leaseTimeToLive);
        this.connections = new Connections(address::connect);
    }

    public Address address() {
        return address;
    }

    public Journal journal() {
        return journal;
    }

    /** Makes the place for a scenario. */
    void furnish(String database) throws QueryException {
        for (Node node : address.nodes()) {
            rows(node, "CREATE DATABASE " + database + " ENGINE = Atomic");
        }
        rows(POSTGRES, "CREATE SCHEMA " + database);
    }

    /** The servers remove the files later; nobody waits for it. */
    void clear(String database) throws QueryException {
        for (Node node : address.nodes()) {
            rows(node, "DROP DATABASE " + database);
        }
        rows(POSTGRES, "DROP SCHEMA " + database + " CASCADE");
    }

    public RunResult drive(Scenario scenario, String database) throws InterruptedException {
        return drive(scenario, database, KillSwitch.counting());
    }

    RunResult drive(Scenario scenario, String database, KillSwitch killSwitch) throws InterruptedException {
        Connections watched = new Connections(node -> killSwitch.watch(connections.to(node)));
        return drive(scenario, database, runner(killSwitch.watch(journal), watched));
    }

    /**
     * @param between  runs between every intent and its sending
     * @param observer hears of every event before the runner goes on
     */
    RunResult drive(Scenario scenario, String database, Consumer<Attempt> between, RunObserver observer)
            throws InterruptedException {
        return drive(scenario, database, runner(IntentJournal.around(journal, between), connections, observer));
    }

    /** The same by a runner that is certain sooner that it waits in vain. */
    RunResult driveInHaste(Scenario scenario, String database, Consumer<Attempt> between, RunObserver observer)
            throws InterruptedException {
        return drive(scenario, database, Haste.runner(IntentJournal.around(journal, between), connections, observer));
    }

    private RunResult drive(Scenario scenario, String database, Runner runner) throws InterruptedException {
        return scenario.drive(runner, scenario.migration(database), request(scenario, database), Scenario.options());
    }

    /** As the same migration, forward, whatever the scenario does with it later. */
    public RunResult run(Scenario scenario, String database) throws InterruptedException {
        return runner(journal, connections)
                .run(scenario.migration(database), request(scenario, database), Scenario.options());
    }

    /** @param through what this process speaks to a node through */
    RunResult run(Scenario scenario, String database, BiFunction<Node, Transport, Transport> through)
            throws InterruptedException {
        Connections watched = new Connections(node -> through.apply(node, connections.to(node)));
        return runner(journal, watched)
                .run(scenario.migration(database), request(scenario, database), Scenario.options());
    }

    RunResult resume(Scenario scenario, String database, RunStatus status) throws InterruptedException {
        return scenario.resume(
                runner(journal, connections),
                scenario.migration(database),
                request(scenario, database),
                Scenario.options(),
                status);
    }

    private static Runner runner(Journal journal, Connections connections) {
        return runner(journal, connections, event -> {});
    }

    private static Runner runner(Journal journal, Connections connections, RunObserver observer) {
        return new Runner(journal, connections, observer, new ProgressBoard(Clock.systemUTC()), new StopSignal());
    }

    private PlanRequest request(Scenario scenario, String database) {
        Cluster cluster = address.cluster(scenario.cluster(database));
        return new PlanRequest(cluster, ChosenReplicas.lowest(cluster), RunContext.DRY, Map.of(), Map.of(), Map.of());
    }

    Optional<Run> latestRun(Scenario scenario, String database) {
        return journal.latestRun(scenario.cluster(database), "m_" + database);
    }

    public List<List<Object>> rows(Node node, String sql) throws QueryException {
        return connections
                .to(node)
                .execute(
                        Query.of(sql, "test-" + UUID.randomUUID()).withMaxRows(Integer.MAX_VALUE),
                        ProgressListener.NONE)
                .rows();
    }

    public List<List<Object>> postgres(String sql) throws QueryException {
        return rows(POSTGRES, sql);
    }

    @Override
    public void close() {
        connections.close();
        journal.close();
    }
}
