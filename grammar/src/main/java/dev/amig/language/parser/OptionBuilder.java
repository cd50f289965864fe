package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.OptionContext;
import dev.amig.language.tree.ActionOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code SETTINGS …}, {@code TIMEOUT d}, {@code RETRY n TIMES}, {@code ON ERROR …}, {@code IDEMPOTENT}. */
final class OptionBuilder {
    private final Elements elements;

    OptionBuilder(Elements elements) {
        this.elements = elements;
    }

    ActionOptions of(List<OptionContext> options) {
        return new ActionOptions(
                one(options, OptionContext::settings)
                        .map(it -> elements.settings(it.settings()))
                        .orElse(List.of()),
                one(options, OptionContext::TIMEOUT).map(it -> elements.duration(it.duration())),
                one(options, OptionContext::RETRY).map(this::retry),
                one(options, OptionContext::ERROR).map(it -> onError(it.PAUSE() != null)),
                one(options, OptionContext::IDEMPOTENT).isPresent());
    }

    static ActionOptions.OnError onError(boolean pause) {
        return pause ? ActionOptions.OnError.PAUSE : ActionOptions.OnError.ROLLBACK;
    }

    private <T> Optional<OptionContext> one(List<OptionContext> options, Function<OptionContext, T> keyword) {
        return elements.one(options, it -> keyword.apply(it) != null);
    }

    private ActionOptions.Retry retry(OptionContext option) {
        return new ActionOptions.Retry(
                elements.number(option.INTEGER().getSymbol(), "RETRY takes at least 1"),
                Optional.ofNullable(option.duration()).map(elements::duration));
    }
}
