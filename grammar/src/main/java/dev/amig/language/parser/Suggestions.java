package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.PlaceContext;
import dev.amig.language.parser.AmigParser.TargetContext;
import dev.amig.language.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** {@code did you mean ON EACH SHARD?}. */
final class Suggestions {
    private static final List<String> TARGETS =
            List.of("ON ANY NODE", "ON EACH SHARD", "ON EACH REPLICA", "ON OTHER REPLICAS");

    /** What other tools call the same, and what people write from memory. */
    private static final Map<String, String> ALSO_CALLED = Map.ofEntries(
            Map.entry("ON ALL SHARDS", "ON EACH SHARD"),
            Map.entry("ON EVERY SHARD", "ON EACH SHARD"),
            Map.entry("ON EACH SHARDS", "ON EACH SHARD"),
            Map.entry("ON ALL REPLICAS", "ON EACH REPLICA"),
            Map.entry("ON EVERY REPLICA", "ON EACH REPLICA"),
            Map.entry("ON EACH REPLICAS", "ON EACH REPLICA"),
            Map.entry("ON ALL NODES", "ON EACH REPLICA"),
            Map.entry("ON EVERY NODE", "ON EACH REPLICA"),
            Map.entry("ON EACH NODE", "ON EACH REPLICA"),
            Map.entry("ON ALL HOSTS", "ON EACH REPLICA"),
            Map.entry("ON ONE NODE", "ON ANY NODE"),
            Map.entry("ON ANY SHARD", "ON ANY NODE"),
            Map.entry("ON ANY REPLICA", "ON ANY NODE"));

    private Suggestions() {}

    static Optional<String> suggestion(Parser parser, ParserRuleContext context, Token found, IntervalSet expected) {
        if (context instanceof PlaceContext || context instanceof TargetContext) {
            return target(parser, context);
        }
        return Phrases.isName(expected) ? Optional.empty() : Spelling.didYouMean(found.getText(), keywords(expected));
    }

    private static Optional<String> target(Parser parser, ParserRuleContext context) {
        ParserRuleContext target = context instanceof TargetContext ? context : context.getParent();
        int first = target.getStart().getTokenIndex();
        var words = new ArrayList<String>();
        for (int at = first; words.size() < 3 && at < parser.getTokenStream().size(); at++) {
            Token token = parser.getTokenStream().get(at);
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                words.add(token.getText().toUpperCase(Locale.ROOT));
            }
        }
        String written = String.join(" ", words);
        if (words.size() > 1 && words.get(1).equals("CLUSTER")) {
            return Optional.of("write ON EACH REPLICA; amig sends the statement to every node itself");
        }
        return Optional.ofNullable(ALSO_CALLED.get(written))
                .map(it -> "did you mean " + it + "?")
                .or(() -> Spelling.didYouMean(written, TARGETS));
    }

    private static List<String> keywords(IntervalSet expected) {
        return expected.toList().stream()
                .map(Tokens::keyword)
                .filter(Objects::nonNull)
                .toList();
    }
}
