package dev.amig.embedded;

import dev.amig.embedded.process.EngineHttp;
import java.time.Duration;

/** Asks a node over HTTP. */
final class Ask {
    private Ask() {}

    static String node(EmbeddedNode node, String sql) {
        return new EngineHttp(node.httpPort()).ask(sql, Duration.ofSeconds(20)).strip();
    }
}
