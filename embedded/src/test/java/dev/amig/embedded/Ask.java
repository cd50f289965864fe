package dev.amig.embedded;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a node over HTTP. */
final class Ask {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Ask() {}

    /** @return the answer or the server's refusal, without its last line end; empty when there is no server */
    static String node(EmbeddedNode node, String sql) {
        return node(node, "default", "", sql);
    }

    static String node(EmbeddedNode node, String user, String password, String sql) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.httpPort() + "/"))
                .timeout(Duration.ofSeconds(20))
                .header("X-ClickHouse-User", user)
                .header("X-ClickHouse-Key", password)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .stripTrailing();
        } catch (java.net.ConnectException e) {
            return "";
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError("node " + node.id() + " did not answer: " + sql, e);
        }
    }
}
