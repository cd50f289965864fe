package dev.amig.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a node which ClickHouse it is. */
final class EngineVersion {
    private static final int PATIENCE_MILLIS = 5_000;

    private EngineVersion() {}

    /** Empty when it does not answer within five seconds. */
    static Optional<String> ask(EmbeddedNode node, Credentials credentials) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + node.httpPort() + "/?query=SELECT%20version()");
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setRequestProperty("X-ClickHouse-User", credentials.user());
            connection.setRequestProperty("X-ClickHouse-Key", credentials.password());
            try (var answer = connection.getInputStream()) {
                return Optional.of(new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
