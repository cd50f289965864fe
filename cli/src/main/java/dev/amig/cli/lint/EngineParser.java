package dev.amig.cli.lint;

import dev.amig.cluster.Node;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parser of the embedded ClickHouse, in one node of its own. {@code formatQuery} only parses; {@code EXPLAIN AST} would ask for
 * parameters and engines, too.
 */
public final class EngineParser implements AutoCloseable {
    /** Rather less than a server's default of 256 KiB for one query, but for single statements that are larger. */
    private static final int BATCH_BYTES = 200_000;

    private static final Pattern REFUSAL = Pattern.compile(
            "failed at position (\\d+)(?: \\((.*?)\\))?(?: \\(line \\d+, col \\d+\\))?[:.](.*)", Pattern.DOTALL);
    private static final Pattern EXPECTED =
            Pattern.compile("Expected (?:one of: )?(.*?)(?:\\. |: In scope|$)", Pattern.DOTALL);

    private static final String END = "end of query";

    private final EmbeddedCluster cluster;
    private final Transport transport;

    private EngineParser(EmbeddedCluster cluster) {
        this.cluster = cluster;
        EmbeddedNode node = cluster.nodes().get(0);
        this.transport = Transports.open(
                TransportKind.HTTP,
                new Node(node.shard(), node.replica(), node.host(), node.httpPort()),
                TransportOptions.PLAIN);
    }

    /**
     * Why a text was not taken.
     *
     * @param position of the byte at which the parser stopped, from 1; 1 if it does not say
     * @param message  one sentence
     * @param expected what would have been taken, in the parser's words; empty if it does not say
     */
    public record Refusal(long position, String message, List<String> expected) {}

    /** @param progress is told what takes time */
    public static EngineParser start(Consumer<String> progress) {
        return new EngineParser(EmbeddedCluster.builder()
                .name("lint")
                .shards(1)
                .progress(progress)
                .start());
    }

    /** For each text in its order: empty if the parser takes it. */
    public List<Optional<Refusal>> parse(List<String> texts) throws QueryException {
        List<Optional<Refusal>> refusals = new ArrayList<>();
        for (List<String> batch : batches(texts)) {
            List<Boolean> taken = taken(batch);
            for (int i = 0; i < batch.size(); i++) {
                refusals.add(taken.get(i) ? Optional.empty() : Optional.of(refusal(batch.get(i))));
            }
        }
        return refusals;
    }

    private static List<List<String>> batches(List<String> texts) {
        List<List<String>> batches = new ArrayList<>();
        int bytes = BATCH_BYTES;
        for (String text : texts) {
            if (bytes >= BATCH_BYTES) {
                batches.add(new ArrayList<>());
                bytes = 0;
            }
            batches.get(batches.size() - 1).add(text);
            bytes += text.length();
        }
        return batches;
    }

    private List<Boolean> taken(List<String> texts) throws QueryException {
        String all = texts.stream().map(EngineParser::literal).collect(Collectors.joining(","));
        return ask("SELECT arrayJoin(arrayMap(s -> formatQueryOrNull(s) IS NOT NULL, [" + all + "]))").stream()
                .map(row -> !row.get(0).toString().equals("0"))
                .toList();
    }

    private Refusal refusal(String text) throws QueryException {
        try {
            ask("SELECT formatQuery(" + literal(text) + ")");
            throw new IllegalStateException("the parser has changed its mind about: " + text);
        } catch (QueryException e) {
            if (!e.codeName().equals("SYNTAX_ERROR") && e.kind() != QueryException.Kind.SERVER) {
                throw e;
            }
            return refusalOf(e.getMessage());
        }
    }

    static Refusal refusalOf(String message) {
        Matcher refusal = REFUSAL.matcher(message);
        if (!refusal.find()) {
            return new Refusal(1, "ClickHouse cannot parse this: " + firstLine(message), List.of());
        }
        String at = refusal.group(2) == null ? "here" : "at " + firstLine(refusal.group(2));
        if (at.equals("at " + END)) {
            // It then says that it expected the end, which does not help.
            return new Refusal(
                    Long.parseLong(refusal.group(1)),
                    "ClickHouse's parser comes to the end, and something is missing",
                    List.of());
        }
        Matcher expected = EXPECTED.matcher(refusal.group(3));
        return new Refusal(
                Long.parseLong(refusal.group(1)),
                "ClickHouse's parser stops " + at,
                expected.find() ? words(expected.group(1)) : List.of());
    }

    /** "token" is the parser's word for nothing in particular. */
    private static List<String> words(String list) {
        return Stream.of(list.strip().split(",\\s*"))
                .filter(it -> !it.isBlank() && !it.equals("token"))
                .map(it -> it.equals("Comma") ? "a comma" : it)
                .toList();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    /** {@code implicit_select} would take any words for columns. */
    private List<List<Object>> ask(String query) throws QueryException {
        return transport
                .execute(
                        Query.of(query, "amig-lint-" + UUID.randomUUID())
                                .withSettings(Map.of("implicit_select", "0", "max_query_size", "100000000")),
                        ProgressListener.NONE)
                .rows();
    }

    /** So that no quoting stands between a text and the parser. */
    private static String literal(String text) {
        return "base64Decode('%s')"
                .formatted(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        transport.close();
        cluster.close();
    }
}
