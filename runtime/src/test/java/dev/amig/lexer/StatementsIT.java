package dev.amig.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.embedded.junit.ClusterExtension;
import dev.amig.language.sql.StatementSplitter;
import dev.amig.language.sql.StatementSplitter.Part;
import dev.amig.transport.QueryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The real parser accepts each of the statements that {@code StatementsTest} of the module {@code grammar} puts into islands, and
 * sees their ends where amig does.
 */
class StatementsIT {
    private static final Path FOLDER = Path.of("..", "grammar", "src", "test", "resources", "statements");
    private static final Pattern SECOND_STATEMENT =
            Pattern.compile("\\(Multi-statements are not allowed\\): failed at position (\\d+)");
    private static final Pattern WITH_DATA = Pattern.compile("FORMAT \\w+\\s*\\z");

    @RegisterExtension
    static final ClusterExtension cluster = ClusterExtension.shards(2);

    private static ServerLexer server;

    @BeforeAll
    static void connect() {
        server = new ServerLexer(cluster.nodes().get(0));
    }

    @AfterAll
    static void disconnect() {
        server.close();
    }

    @Test
    void the_server_s_parser_accepts_every_statement() throws Exception {
        List<String> statements = statements();
        assertThat(statements).hasSizeGreaterThan(550);
        String all = ServerLexer.array(statements);
        var refused = new ArrayList<String>();
        for (List<Object> row :
                server.ask("SELECT arrayJoin(arrayFilter(s -> formatQueryOrNull(s) IS NULL, " + all + "))")) {
            String sql = (String) row.get(0);
            refused.add(sql + "\n" + refusal(sql));
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void the_server_s_lexer_sees_the_same_semicolons() throws Exception {
        int compared = 0;
        for (String sql : statements()) {
            String two = sql + "\n;SELECT 1";
            List<Part> parts = StatementSplitter.split(two);
            Matcher second = SECOND_STATEMENT.matcher(refusal(two));
            if (second.find()) {
                assertThat(parts).as(two).extracting(Part::text).containsExactly(sql, "SELECT 1");
                assertThat(second.group(1)).as(two).isEqualTo(String.valueOf(bytes(sql) + 2));
                compared++;
            } else {
                assertThat(server.formatted(two)).as(two).containsPattern(WITH_DATA);
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    private static List<String> statements() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var statements = new ArrayList<String>();
            for (Path file : files.filter(it -> it.toString().endsWith(".sql")).toList()) {
                Arrays.stream(Files.readString(file).split("(?m)^---- .*"))
                        .skip(1)
                        .map(String::strip)
                        .forEach(statements::add);
            }
            return statements;
        }
    }

    /** Why the parser does not take the text as one statement; empty if it does. */
    private static String refusal(String sql) {
        try {
            server.formatted(sql);
            return "";
        } catch (QueryException e) {
            return e.getMessage();
        }
    }

    private static int bytes(String sql) {
        return sql.getBytes(StandardCharsets.UTF_8).length;
    }
}
