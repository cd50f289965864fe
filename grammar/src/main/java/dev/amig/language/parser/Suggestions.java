package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.FileContext;
import dev.amig.language.parser.AmigParser.FinalizationContext;
import dev.amig.language.parser.AmigParser.HealthCheckContext;
import dev.amig.language.parser.AmigParser.PlaceContext;
import dev.amig.language.parser.AmigParser.TargetContext;
import dev.amig.language.parser.AmigParser.WaitingContext;
import dev.amig.language.sql.Literals;
import dev.amig.language.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<String> SQL = Set.of(
            "ALTER",
            "ATTACH",
            "CREATE",
            "DELETE",
            "DETACH",
            "DROP",
            "EXCHANGE",
            "GRANT",
            "INSERT",
            "OPTIMIZE",
            "RENAME",
            "SELECT",
            "SET",
            "SYSTEM",
            "TRUNCATE",
            "UPDATE",
            "WITH");

    private static final Set<Integer> ROLLBACKS = Set.of(AmigLexer.ROLLBACK, AmigLexer.IRREVERSIBLE);

    private Suggestions() {}

    static Optional<String> suggestion(Parser parser, ParserRuleContext context, Token found, IntervalSet expected) {
        if (context instanceof PlaceContext || context instanceof TargetContext) {
            return target(parser, context);
        }
        Token before = parser.getInputStream().LT(-1);
        return habit(context, before, found, expected).or(() -> spelling(found, expected));
    }

    private static Optional<String> spelling(Token found, IntervalSet expected) {
        return Phrases.isName(expected) ? Optional.empty() : Spelling.didYouMean(found.getText(), keywords(expected));
    }

    /** What people bring along from SQL and from other tools. */
    private static Optional<String> habit(ParserRuleContext context, Token before, Token found, IntervalSet expected) {
        String text = found.getText();
        boolean wantsText = expected.contains(AmigLexer.STRING);
        if (context instanceof FileContext && SQL.contains(text.toUpperCase(Locale.ROOT))) {
            return Optional.of("SQL stands in the island of a step: STEP name ON EACH SHARD { %s … };".formatted(text));
        } else if (context instanceof FileContext && found.getType() == AmigLexer.SEMICOLON) {
            return Optional.of("one ';' ends a statement");
        } else if (expected.contains(AmigLexer.INTEGER) && isRange(text)) {
            return Optional.of("a range is written %s".formatted(text.replaceFirst("-", "..")));
        } else if (wantsText && found.getType() == AmigLexer.DOUBLE_QUOTED) {
            return Optional.of("texts stand in single quotes: '%s'".formatted(text.substring(1, text.length() - 1)));
        } else if (wantsText && found.getType() == AmigLexer.IDENTIFIER && !Phrases.mayBeOther(expected)) {
            return Optional.of("texts stand in single quotes: '%s'".formatted(text));
        } else if (before != null && before.getType() == AmigLexer.ISLAND && Phrases.isOption(found)) {
            return Optional.of("options stand before the island");
        } else if (expected.contains(AmigLexer.ISLAND) && ROLLBACKS.contains(found.getType())) {
            return Optional.of("the rollback stands behind the island of what it undoes");
        } else if (context instanceof WaitingContext && found.getType() == AmigLexer.TIMEOUT) {
            return Optional.of("EVERY and TIMEOUT of a WAIT stand behind the island");
        } else if (context instanceof HealthCheckContext && found.getType() == AmigLexer.ON) {
            return Optional.of("the target stands before EVERY");
        } else if (expected.contains(AmigLexer.TEMPLATED) && found.getType() == AmigLexer.STRING) {
            return Optional.of("a table's name stands without quotes: " + Literals.unquote(text));
        } else if (context instanceof FinalizationContext && found.getType() == Token.EOF) {
            return Optional.of("the FINALIZE at %d:%d is not closed"
                    .formatted(context.getStart().getLine(), context.getStart().getCharPositionInLine() + 1));
        } else if (found.getType() == AmigLexer.RAW) {
            return Optional.of("RAW stands directly before the '{' of an island");
        }
        return Optional.empty();
    }

    private static boolean isRange(String text) {
        return text.matches("\\d+-\\d+");
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
