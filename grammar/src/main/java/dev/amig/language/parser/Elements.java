package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.DurationContext;
import dev.amig.language.parser.AmigParser.IslandContext;
import dev.amig.language.parser.AmigParser.MigrationNameContext;
import dev.amig.language.parser.AmigParser.NameContext;
import dev.amig.language.parser.AmigParser.PlacementContext;
import dev.amig.language.parser.AmigParser.QuantityContext;
import dev.amig.language.parser.AmigParser.SettingContext;
import dev.amig.language.parser.AmigParser.SettingsContext;
import dev.amig.language.parser.AmigParser.TableContext;
import dev.amig.language.parser.AmigParser.TextContext;
import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.sql.Identifiers;
import dev.amig.language.sql.Literals;
import dev.amig.language.text.Units;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.Setting;
import dev.amig.language.tree.TableName;
import dev.amig.language.tree.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** What the statements are made of: names, texts, numbers, islands; and the list of problems. */
final class Elements {
    private final Source source;
    private final SyntaxProblems problems;

    Elements(Source source, SyntaxProblems problems) {
        this.source = source;
        this.problems = problems;
    }

    Location location(Token token) {
        return source.location(token.getStartIndex());
    }

    void problem(Token place, String message) {
        problems.add(place.getStartIndex(), message);
    }

    void problem(Token place, String message, Optional<String> hint) {
        problems.add(place.getStartIndex(), message, hint);
    }

    /** The clause that has {@code mark}; a second one is a problem. */
    <C extends ParserRuleContext> Optional<C> one(List<C> clauses, Predicate<C> mark) {
        var found = clauses.stream().filter(mark).toList();
        if (found.size() > 1) {
            Token second = found.get(1).getStart();
            problem(second, "a second %s; one is enough".formatted(Tokens.found(second)));
        }
        return found.stream().findFirst();
    }

    /** Of the words of one clause: a second one is a problem. */
    void atMostOne(List<TerminalNode> keywords) {
        if (keywords.size() > 1) {
            Token second = keywords.get(1).getSymbol();
            problem(second, "a second %s; one is enough".formatted(Tokens.found(second)));
        }
    }

    Name name(NameContext name) {
        if (name.misnamed != null) {
            problem(name.misnamed, Misnamed.message(name, name.misnamed));
        }
        return name(name.getStart());
    }

    Name name(MigrationNameContext name) {
        if (name.misnamed != null) {
            problem(name.misnamed, Misnamed.message(name, name.misnamed));
        }
        return name(name.getStart());
    }

    private Name name(Token token) {
        String text = token.getText();
        boolean quoted = token.getType() == AmigLexer.BACKTICKED || token.getType() == AmigLexer.DOUBLE_QUOTED;
        return new Name(location(token), quoted ? Identifiers.unquote(text) : text);
    }

    Text text(TextContext text) {
        return text(text.getStart());
    }

    Text text(Token token) {
        return new Text(location(token), literal(token));
    }

    /** A text without its quotes, anything else as it is written. */
    String literal(Token token) {
        return token.getType() == AmigLexer.STRING ? Literals.unquote(token.getText()) : token.getText();
    }

    /** @param rule what the author is told about a number below 1 */
    int number(Token integer, String rule) {
        try {
            int number = Integer.parseInt(integer.getText());
            if (number < 1) {
                problem(integer, rule + ", found " + number);
            }
            return number;
        } catch (NumberFormatException e) {
            problem(integer, "%s is too large a number".formatted(integer.getText()));
            return 1;
        }
    }

    Duration duration(DurationContext duration) {
        return measured(duration, Units::duration, Duration.ZERO);
    }

    /** @param keyword that stands before it */
    Duration positive(DurationContext duration, String keyword) {
        Duration value = duration(duration);
        if (value.isZero() && problems.isEmpty()) {
            problem(duration.getStart(), keyword + " takes at least 1 SECOND");
        }
        return value;
    }

    /** Bytes. */
    long size(QuantityContext size) {
        return measured(size, Units::size, 0L);
    }

    long rows(QuantityContext rows) {
        return measured(rows, Units::rows, 0L);
    }

    private <T> T measured(ParserRuleContext quantity, Function<String, T> reader, T otherwise) {
        try {
            return reader.apply(textOf(quantity));
        } catch (IllegalArgumentException e) {
            problem(quantity.getStart(), e.getMessage());
            return otherwise;
        }
    }

    private String textOf(ParserRuleContext context) {
        return source.text()
                .substring(context.getStart().getStartIndex(), context.getStop().getStopIndex() + 1);
    }

    /** What stands there as it stands there; it is a template like an island. */
    Island written(ParserRuleContext context) {
        return new Island(location(context.getStart()), textOf(context), false);
    }

    TableName table(TableContext table) {
        table.name().forEach(this::name);
        return new TableName(new Text(location(table.getStart()), table.getText()));
    }

    Placement placement(PlacementContext placement) {
        var atOnce = placement.INTEGER() == null
                ? OptionalInt.empty()
                : OptionalInt.of(number(placement.INTEGER().getSymbol(), "AT ONCE takes at least 1"));
        return new Placement(placement.target().place().accept(new TargetBuilder(this)), atOnce);
    }

    List<Setting> settings(SettingsContext settings) {
        return settings.setting().stream().map(this::setting).toList();
    }

    private Setting setting(SettingContext setting) {
        return new Setting(name(setting.name()), text(setting.settingValue().getStart()));
    }

    /** The token holds the braces, and {@code RAW} before them; the island begins with the first character of SQL. */
    Island island(IslandContext island) {
        Token token = island.getStart();
        int from = source.text().indexOf('{', token.getStartIndex()) + 1;
        int to = token.getStopIndex();
        while (from < to && isSpace(from)) {
            from++;
        }
        while (to > from && isSpace(to - 1)) {
            to--;
        }
        if (from == to) {
            problem(token, "this island is empty");
        }
        return new Island(
                source.location(from), source.text().substring(from, to), token.getType() == AmigLexer.RAW_ISLAND);
    }

    private boolean isSpace(int offset) {
        return Character.isWhitespace(source.text().charAt(offset));
    }
}
