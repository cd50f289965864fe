package dev.amig.bench;

import dev.amig.cluster.Cluster;
import dev.amig.embedded.postgres.EmbeddedPostgres;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Journal;
import dev.amig.journal.PostgresJournal;
import dev.amig.run.Connections;
import dev.amig.run.RunResult;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A run on a thousand nodes from one JVM, with a durable journal; the nodes are in the same JVM and share its heap.
 * {@code bench/orchestration.sh} runs it.
 */
public final class ManyNodes {
    private ManyNodes() {}

    /** Arguments: nodes, steps, statements in each step. */
    public static void main(String[] arguments) throws Exception {
        int nodes = Integer.parseInt(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        int statements = Integer.parseInt(arguments[2]);
        Path home = Files.createTempDirectory("amig-bench");
        EmbeddedPostgres postgres =
                EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.DURABLE, System.err::println);
        try (postgres;
                InstantNodes servers = new InstantNodes(nodes);
                Journal journal = PostgresJournal.open(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Connections connections =
                        new Connections(node -> Transports.open(TransportKind.GRPC, node, TransportOptions.PLAIN))) {
            Runs runs = new Runs(journal, connections, Cluster.of("bench", servers.nodes(), false, Map.of()));
            long started = System.nanoTime();
            RunResult result = runs.complete(Runs.migration("m_many", steps, statements));
            double seconds = (System.nanoTime() - started) / 1e9;
            long applied = journal.attempts(result.run().orElseThrow().id()).stream()
                    .filter(AttemptRecord::isApplied)
                    .count();
            int wanted = nodes * steps * statements;
            System.out.printf(
                    "%d nodes, %d steps of %d statements: %.1f s, %.0f statements/s; sent %d, recorded as applied %d of %d%n",
                    nodes, steps, statements, seconds, wanted / seconds, servers.statements(), applied, wanted);
            System.out.println(PeakMemory.told());
            if (applied != wanted || servers.statements() != wanted) {
                throw new IllegalStateException("not every statement was sent once and recorded");
            }
        }
        // The servers' loop ends by itself a little later; nothing is waited for.
        System.exit(0);
    }
}
