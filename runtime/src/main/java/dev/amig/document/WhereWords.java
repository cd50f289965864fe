package dev.amig.document;

import dev.amig.language.tree.Action;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Verify;
import dev.amig.language.tree.VerifyCopy;
import dev.amig.language.tree.Wait;
import java.util.Optional;

/** On which nodes an action runs, in words; absent: it needs none. */
final class WhereWords implements Action.Visitor<Optional<String>> {
    private final Migration migration;

    WhereWords(Migration migration) {
        this.migration = migration;
    }

    private static Optional<String> words(Placement placement) {
        return Optional.of(TargetWords.of(placement));
    }

    @Override
    public Optional<String> step(Step step) {
        return words(step.placement());
    }

    @Override
    public Optional<String> copy(Copy copy) {
        return words(copy.placement());
    }

    @Override
    public Optional<String> verify(Verify verify) {
        return words(verify.placement());
    }

    /** Where the copy was made. */
    @Override
    public Optional<String> verifyCopy(VerifyCopy verifyCopy) {
        return migration.allActions().stream()
                .filter(Copy.class::isInstance)
                .filter(it -> it.name().value().equals(verifyCopy.copy().value()))
                .findFirst()
                .flatMap(it -> it.accept(this));
    }

    @Override
    public Optional<String> waiting(Wait wait) {
        return words(wait.placement());
    }

    @Override
    public Optional<String> confirm(Confirm confirm) {
        return Optional.empty();
    }

    @Override
    public Optional<String> swap(Swap swap) {
        return words(swap.placement());
    }
}
