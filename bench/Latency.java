import dev.amig.cluster.Node;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * What bench/latency.sh runs: the same statements by each way to one node of this machine, in turns, so that whatever else the machine
 * does meanwhile is shared by all. Who begins changes with every turn: a call also pays for what the one before it left to be done.
 */
final class Latency {
    private static final int WARM_UP = 1_000;
    private static final int WARM_UP_LARGE = 3;

    private final List<Way> ways;

    private Latency(List<Way> ways) {
        this.ways = ways;
    }

    /** A way to send a statement and read its whole answer. */
    private record Way(String name, Sender sender) {
        interface Sender {
            void send(String sql) throws Exception;
        }
    }

    /** Arguments: how many times the small statement is measured, and how many times each large one. */
    public static void main(String[] args) throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().shards(1).start()) {
            EmbeddedNode node = cluster.nodes().get(0);
            try (Transport grpc = open(TransportKind.GRPC, node, node.grpcPort());
                    Transport http = open(TransportKind.HTTP, node, node.httpPort())) {
                new Latency(List.of(
                                new Way("gRPC", sql -> execute(grpc, sql)),
                                new Way("HTTP", sql -> execute(http, sql)),
                                new Way("bare HTTP", bare(node))))
                        .measure(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
            }
        }
    }

    private static Transport open(TransportKind kind, EmbeddedNode node, int port) {
        return Transports.open(kind, new Node(1, 1, node.host(), port), TransportOptions.PLAIN);
    }

    private static void execute(Transport transport, String sql) throws Exception {
        transport.execute(Query.of(sql, UUID.randomUUID().toString()), ProgressListener.NONE);
    }

    /** A kept connection of the JDK's own client that reads and forgets: about the least that the node's work costs. */
    private static Way.Sender bare(EmbeddedNode node) {
        HttpClient client = HttpClient.newHttpClient();
        URI address = URI.create("http://" + node.host() + ":" + node.httpPort()
                + "/?default_format=JSONCompactEachRowWithNamesAndTypes");
        return sql -> {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .POST(HttpRequest.BodyPublishers.ofString(sql))
                    .build();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new IOException("HTTP status " + status + " for " + sql);
            }
        };
    }

    private void measure(int calls, int largeCalls) throws Exception {
        System.out.printf("%-16s %9s %9s %9s  (ms)%n", "", "least", "median", "p95");
        run("SELECT 1", "SELECT 1", WARM_UP, calls);
        run("SELECT number, toString(number) FROM numbers(1000000)", "SELECT 1", WARM_UP_LARGE, largeCalls);
        ways.get(0).sender().send("CREATE TABLE filled (n UInt64, s String) ENGINE = MergeTree ORDER BY n");
        run(
                "INSERT INTO filled SELECT number, toString(number) FROM numbers(5000000)",
                "TRUNCATE TABLE filled",
                WARM_UP_LARGE,
                largeCalls);
    }

    /** @param before is sent ahead of each call and not measured */
    private void run(String sql, String before, int warmUp, int calls) throws Exception {
        long[][] nanos = new long[ways.size()][calls];
        for (int turn = -warmUp; turn < calls; turn++) {
            for (int i = 0; i < ways.size(); i++) {
                int way = Math.floorMod(turn + i, ways.size());
                ways.get(way).sender().send(before);
                long started = System.nanoTime();
                ways.get(way).sender().send(sql);
                if (turn >= 0) {
                    nanos[way][turn] = System.nanoTime() - started;
                }
            }
        }
        System.out.println(sql);
        for (int way = 0; way < ways.size(); way++) {
            print(ways.get(way).name(), nanos[way]);
        }
    }

    private static void print(String way, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "  %-14s %9.2f %9.2f %9.2f%n",
                way, nanos[0] / 1e6, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 95 / 100] / 1e6);
    }
}
