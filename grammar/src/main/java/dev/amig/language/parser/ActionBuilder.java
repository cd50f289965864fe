package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.ConfirmContext;
import dev.amig.language.parser.AmigParser.ForEachRowContext;
import dev.amig.language.parser.AmigParser.OptionContext;
import dev.amig.language.parser.AmigParser.RollbackContext;
import dev.amig.language.parser.AmigParser.StatementContext;
import dev.amig.language.parser.AmigParser.StepContext;
import dev.amig.language.parser.AmigParser.VerifyContext;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.ActionOptions;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.Setting;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Verify;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code STEP}, {@code VERIFY}, {@code CONFIRM}. */
final class ActionBuilder {
    private final Elements elements;
    private int confirms;

    ActionBuilder(Elements elements) {
        this.elements = elements;
    }

    Action action(StatementContext statement) {
        if (statement.step() != null) {
            return step(statement.step());
        }
        if (statement.verify() != null) {
            return verify(statement.verify());
        }
        return confirm(statement.confirm());
    }

    private Step step(StepContext statement) {
        Optional.ofNullable(statement.forEachRow()).ifPresent(this::refuse);
        return new Step(
                elements.location(statement.getStart()),
                elements.name(statement.name()),
                Optional.ofNullable(statement.text()).map(elements::text),
                elements.placement(statement.placement()),
                options(statement.option()),
                elements.island(statement.island()),
                Optional.ofNullable(statement.rollback()).map(this::rollback));
    }

    private void refuse(ForEachRowContext clause) {
        elements.problem(clause.getStart(), "FOR EACH ROW is not supported by this version of amig yet");
    }

    private Verify verify(VerifyContext statement) {
        var it = statement.verification();
        var islands = it.island();
        return new Verify(
                elements.location(statement.getStart()),
                elements.name(it.name()),
                Optional.ofNullable(it.text()).map(elements::text),
                elements.placement(it.placement()),
                options(it.option()),
                elements.island(islands.get(0)),
                it.expectation().accept(new ExpectationBuilder(elements)),
                islands.size() > 1 ? Optional.of(elements.island(islands.get(1))) : Optional.empty(),
                it.WARN() != null);
    }

    private Confirm confirm(ConfirmContext statement) {
        var location = elements.location(statement.getStart());
        return new Confirm(location, new Name(location, "confirm_" + ++confirms), elements.text(statement.text()));
    }

    private ActionOptions options(List<OptionContext> options) {
        return new ActionOptions(
                settings(options),
                one(options, OptionContext::TIMEOUT).map(it -> elements.duration(it.duration())),
                one(options, OptionContext::RETRY).map(this::retry),
                one(options, OptionContext::ERROR).map(this::onError),
                one(options, OptionContext::IDEMPOTENT).isPresent());
    }

    private <T> Optional<OptionContext> one(List<OptionContext> options, Function<OptionContext, T> keyword) {
        return elements.one(options, it -> keyword.apply(it) != null);
    }

    private List<Setting> settings(List<OptionContext> options) {
        return one(options, OptionContext::settings)
                .map(it -> elements.settings(it.settings()))
                .orElse(List.of());
    }

    private ActionOptions.Retry retry(OptionContext option) {
        return new ActionOptions.Retry(
                elements.number(option.INTEGER().getSymbol(), "RETRY takes at least 1"),
                Optional.ofNullable(option.duration()).map(elements::duration));
    }

    private ActionOptions.OnError onError(OptionContext option) {
        return option.PAUSE() != null ? ActionOptions.OnError.PAUSE : ActionOptions.OnError.ROLLBACK;
    }

    private Rollback rollback(RollbackContext clause) {
        var location = elements.location(clause.getStart());
        if (clause.island() != null) {
            return new Rollback.Statements(location, elements.island(clause.island()));
        }
        if (clause.text() != null) {
            return new Rollback.None(location, elements.text(clause.text()));
        }
        return new Rollback.Irreversible(location);
    }
}
