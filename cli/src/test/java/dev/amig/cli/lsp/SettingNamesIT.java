package dev.amig.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The settings that {@code amig lsp} knows are those of the engine, as the engine itself lists them. With another engine the
 * list is written anew:
 *
 * <pre>{@code
 * mvn -pl cli -am verify -Dit.test=SettingNamesIT -Damig.test.write=true -Dtest=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 */
class SettingNamesIT {
    private static final Path FILE = Path.of("../editor/src/main/resources/dev/amig/editor/service/settings.txt");

    private static final String HEAD = """
            # ClickHouse's settings: NAME: type, default. Taken from system.settings by SettingNamesIT, which says how to renew it.
            """;

    /** Names that mean another setting, and those that do nothing any more, are left out; 'auto(2)' depends on the machine. */
    private static final String QUERY = """
            SELECT concat(name, ': ', type, ', default ', shown, if(tier IN ('Beta', 'Experimental'), concat(', ', lower(toString(tier))), ''))
            FROM (
              SELECT *, multiIf(
                  default = '', '\\'\\'',
                  match(default, '^\\'?auto\\\\('), 'auto',
                  default = char(10), '\\'\\\\n\\'',
                  default) AS shown
              FROM system.settings)
            WHERE NOT is_obsolete AND alias_for = ''
            ORDER BY name
            FORMAT TSVRaw
            """;

    @Test
    void the_list_is_that_of_the_engine() throws Exception {
        String listed = HEAD + settings();
        if (System.getProperty("amig.test.write") != null) {
            Files.writeString(FILE, listed);
        }
        assertThat(Files.readString(FILE)).isEqualTo(listed);
    }

    private static String settings() throws IOException, InterruptedException {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().shards(1).start()) {
            EmbeddedNode node = cluster.nodes().get(0);
            var request = HttpRequest.newBuilder(URI.create("http://%s:%d/".formatted(node.host(), node.httpPort())))
                    .header("X-ClickHouse-User", cluster.user())
                    .header("X-ClickHouse-Key", cluster.password())
                    .POST(HttpRequest.BodyPublishers.ofString(QUERY))
                    .build();
            var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    }
}
