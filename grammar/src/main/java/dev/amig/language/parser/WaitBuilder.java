package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.DurationContext;
import dev.amig.language.parser.AmigParser.WaitingContext;
import dev.amig.language.parser.AmigParser.WaitingOptionContext;
import dev.amig.language.tree.ActionOptions;
import dev.amig.language.tree.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;

/** {@code WAIT … EVERY d TIMEOUT d}: both, so that no run waits for ever, and none asks in a tight loop. */
final class WaitBuilder {
    private final Elements elements;
    private final OptionBuilder options;

    WaitBuilder(Elements elements, OptionBuilder options) {
        this.elements = elements;
        this.options = options;
    }

    Wait waiting(WaitingContext statement) {
        return new Wait(
                elements.location(statement.getStart()),
                elements.name(statement.name()),
                Optional.ofNullable(statement.text()).map(elements::text),
                elements.placement(statement.placement()),
                options(statement.waitingOption()),
                elements.island(statement.island()),
                duration(statement, statement.EVERY(), "EVERY", "EVERY 10 SECONDS: how often to ask"),
                duration(
                        statement, statement.TIMEOUT(), "TIMEOUT", "TIMEOUT 2 HOURS: after which the wait has failed"));
    }

    private Duration duration(WaitingContext statement, List<TerminalNode> keywords, String keyword, String example) {
        elements.atMostOne(keywords);
        if (keywords.isEmpty()) {
            elements.problem(
                    statement.getStart(), "this WAIT has no %s".formatted(keyword), Optional.of("add " + example));
            return Duration.ZERO;
        }
        return elements.positive(behind(statement, keywords.get(0)), keyword);
    }

    private static DurationContext behind(WaitingContext statement, TerminalNode keyword) {
        int at = statement.children.indexOf(keyword);
        return (DurationContext) statement.getChild(at + 1);
    }

    private ActionOptions options(List<WaitingOptionContext> found) {
        return new ActionOptions(
                elements.one(found, it -> it.settings() != null)
                        .map(it -> elements.settings(it.settings()))
                        .orElse(List.of()),
                Optional.empty(),
                Optional.empty(),
                elements.one(found, it -> it.ERROR() != null).map(it -> OptionBuilder.onError(it.PAUSE() != null)),
                false);
    }
}
