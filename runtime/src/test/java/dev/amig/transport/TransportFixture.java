package dev.amig.transport;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.amig.cluster.Node;
import java.math.BigInteger;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A server for all tests of a class, and a transport to it for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransportFixture {
    private ContractServer server;
    Transport transport;

    protected abstract TransportKind kind();

    ContractServer startServer() {
        return new EmbeddedServer();
    }

    @BeforeAll
    void start() {
        server = startServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void openTransport() {
        transport = open(node(), migrator());
    }

    @AfterEach
    void closeTransport() {
        transport.close();
    }

    final Transport open(Node node, TransportOptions options) {
        return Transports.open(kind(), node, options);
    }

    final ContractServer server() {
        return server;
    }

    final Node node() {
        return nodeOf(server);
    }

    final Node nodeOf(ContractServer any) {
        return new Node(1, 1, any.host(), any.port(kind()));
    }

    static Node at(String host, int port) {
        return new Node(1, 1, host, port);
    }

    static TransportOptions migrator() {
        return TransportOptions.PLAIN.as("migrator", Secret.of("s3cret"));
    }

    static String id() {
        return "test-" + UUID.randomUUID();
    }

    final Result run(String sql) throws QueryException {
        return run(transport, sql);
    }

    static Result run(Transport any, String sql) throws QueryException {
        return any.execute(Query.of(sql, id()), ProgressListener.NONE);
    }

    final QueryException failure(String sql) {
        return failure(transport, Query.of(sql, id()));
    }

    static QueryException failure(Transport any, Query query) {
        return catchThrowableOfType(QueryException.class, () -> any.execute(query, ProgressListener.NONE));
    }

    static String sleeping(int seconds) {
        return "SELECT sum(sleepEachRow(0.1)) FROM numbers(" + 10 * seconds
                + ") SETTINGS max_block_size = 1, max_threads = 1";
    }

    final void awaitRunning(String queryId) throws Exception {
        for (int i = 0; i < 100; i++) {
            if (isRunning(queryId)) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("query " + queryId + " is not running");
    }

    final boolean isRunning(String queryId) throws QueryException {
        Result result = run("SELECT count() FROM system.processes WHERE query_id = '" + queryId + "'");
        return !result.rows().get(0).get(0).equals(BigInteger.ZERO);
    }
}
