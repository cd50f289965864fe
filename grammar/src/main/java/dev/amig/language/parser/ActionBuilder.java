package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.ActionContext;
import dev.amig.language.parser.AmigParser.ConfirmContext;
import dev.amig.language.parser.AmigParser.ForEachRowContext;
import dev.amig.language.parser.AmigParser.RollbackContext;
import dev.amig.language.parser.AmigParser.StepContext;
import dev.amig.language.parser.AmigParser.SwapContext;
import dev.amig.language.parser.AmigParser.VerifyContext;
import dev.amig.language.parser.AmigParser.VerifyCopyContext;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.RowLoop;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Verify;
import dev.amig.language.tree.VerifyCopy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements that do something, each by its visit method. */
final class ActionBuilder extends AmigParserBaseVisitor<Action> {
    private final Elements elements;
    private final OptionBuilder options;
    private final CopyBuilder copies;
    private final WaitBuilder waits;
    private final Map<String, Integer> copyChecks = new HashMap<>();
    private int confirms;

    ActionBuilder(Elements elements) {
        this.elements = elements;
        this.options = new OptionBuilder(elements);
        this.copies = new CopyBuilder(elements, options);
        this.waits = new WaitBuilder(elements, options);
    }

    Action action(ActionContext action) {
        return action.getChild(0).accept(this);
    }

    @Override
    public Step visitStep(StepContext statement) {
        return new Step(
                elements.location(statement.getStart()),
                elements.name(statement.name()),
                Optional.ofNullable(statement.text()).map(elements::text),
                elements.placement(statement.placement()),
                options.of(statement.option()),
                Optional.ofNullable(statement.forEachRow()).map(this::rows),
                elements.island(statement.island()),
                rollback(elements, statement.rollback()));
    }

    private RowLoop rows(ForEachRowContext clause) {
        return new RowLoop(
                elements.location(clause.getStart()),
                clause.name().stream().map(elements::name).toList(),
                Optional.ofNullable(clause.placement()).map(elements::placement),
                elements.island(clause.island()));
    }

    @Override
    public Action visitCopy(AmigParser.CopyContext statement) {
        return copies.copy(statement);
    }

    @Override
    public Verify visitVerify(VerifyContext statement) {
        var islands = statement.island();
        return new Verify(
                elements.location(statement.getStart()),
                elements.name(statement.name()),
                Optional.ofNullable(statement.text()).map(elements::text),
                elements.placement(statement.placement()),
                options.of(statement.option()),
                elements.island(islands.get(0)),
                statement.expectation().accept(new ExpectationBuilder(elements)),
                islands.size() > 1 ? Optional.of(elements.island(islands.get(1))) : Optional.empty(),
                statement.WARN() != null);
    }

    @Override
    public VerifyCopy visitVerifyCopy(VerifyCopyContext statement) {
        elements.atMostOne(statement.BY());
        elements.atMostOne(statement.WITHOUT());
        Name copy = elements.name(statement.name());
        return new VerifyCopy(
                elements.location(statement.getStart()),
                new Name(copy.location(), checkOf(copy.value())),
                copy,
                !statement.PARTITION().isEmpty(),
                !statement.CHECKSUM().isEmpty(),
                options.of(statement.option()));
    }

    /** A copy may be verified twice, say before and after its table was deduplicated. */
    private String checkOf(String copy) {
        int count = copyChecks.merge(copy, 1, Integer::sum);
        return "verify_copy_" + copy + (count == 1 ? "" : "_" + count);
    }

    @Override
    public Action visitWaiting(AmigParser.WaitingContext statement) {
        return waits.waiting(statement);
    }

    @Override
    public Confirm visitConfirm(ConfirmContext statement) {
        var location = elements.location(statement.getStart());
        return new Confirm(location, new Name(location, "confirm_" + ++confirms), elements.text(statement.text()));
    }

    @Override
    public Swap visitSwap(SwapContext statement) {
        return new Swap(
                elements.location(statement.getStart()),
                elements.name(statement.name()),
                Optional.ofNullable(statement.text()).map(elements::text),
                elements.table(statement.table(0)),
                elements.table(statement.table(1)),
                elements.placement(statement.placement()),
                options.of(statement.option()));
    }

    List<Action> actions(List<ActionContext> actions) {
        return actions.stream().map(this::action).toList();
    }

    static Optional<Rollback> rollback(Elements elements, RollbackContext clause) {
        return Optional.ofNullable(clause).map(it -> {
            var location = elements.location(it.getStart());
            if (it.island() != null) {
                return new Rollback.Statements(location, elements.island(it.island()));
            }
            if (it.text() != null) {
                return new Rollback.None(location, elements.text(it.text()));
            }
            return new Rollback.Irreversible(location);
        });
    }
}
