package dev.amig.lexer;

import dev.amig.cluster.Node;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** ClickHouse's own lexer and parser, asked about texts that are never run. */
final class ServerLexer implements AutoCloseable {
    /** {@code implicit_select} would take any words for columns. */
    private static final Map<String, String> SETTINGS = Map.of("implicit_select", "0", "max_query_size", "10000000");

    private final Transport transport;

    ServerLexer(EmbeddedNode node) {
        transport = Transports.open(
                TransportKind.HTTP,
                new Node(node.shard(), node.replica(), node.host(), node.httpPort()),
                TransportOptions.PLAIN);
    }

    /** An expression that gives the text, without quoting that would be read by what is under test. */
    static String literal(String text) {
        return "base64Decode('" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "')";
    }

    /** The tokens of many texts; {@code tokenizeQuery} is there since 26.5. */
    List<LexedText> lex(List<String> texts) throws QueryException {
        String query = "SELECT tokenizeQuery(arrayJoin(" + array(texts) + "))";
        var rows = ask(query).iterator();
        return texts.stream()
                .map(it -> LexedText.of(it, (List<?>) rows.next().get(0)))
                .toList();
    }

    static String array(List<String> texts) {
        return "[" + String.join(",", texts.stream().map(ServerLexer::literal).toList()) + "]";
    }

    /** How ClickHouse would write it: {@code formatQuery} only parses; {@code EXPLAIN AST} asks for parameters and engines, too. */
    String formatted(String sql) throws QueryException {
        return (String) ask("SELECT formatQuery(" + literal(sql) + ")").get(0).get(0);
    }

    List<List<Object>> ask(String query) throws QueryException {
        return transport
                .execute(Query.of(query, "test-" + UUID.randomUUID()).withSettings(SETTINGS), ProgressListener.NONE)
                .rows();
    }

    @Override
    public void close() {
        transport.close();
    }
}
