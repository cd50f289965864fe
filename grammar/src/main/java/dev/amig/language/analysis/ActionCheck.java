package dev.amig.language.analysis;

import dev.amig.language.source.Location;
import dev.amig.language.text.Spelling;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.ActionOptions;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.CopyColumn;
import dev.amig.language.tree.Expectation;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.RowLoop;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Target;
import dev.amig.language.tree.Verify;
import dev.amig.language.tree.VerifyCopy;
import dev.amig.language.tree.Wait;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What one action says against itself, and against the actions above it. */
final class ActionCheck implements Action.Visitor<Void> {
    private final Problems problems;
    private final Set<String> copies = new LinkedHashSet<>();

    ActionCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Migration migration) {
        migration.allActions().forEach(it -> it.accept(this));
    }

    @Override
    public Void step(Step step) {
        noSettingsOnPostgres(step.placement(), step.options());
        step.forEachRow().map(RowLoop::columns).ifPresent(it -> eachOnce(it, Name::value, Name::location));
        return null;
    }

    @Override
    public Void copy(Copy copy) {
        copies.add(copy.name().value());
        onClickHouse(copy.placement(), "COPY");
        copy.columns().ifPresent(it -> eachOnce(it, column -> column.name().value(), CopyColumn::location));
        if (copy.source().toString().equals(copy.destination().toString())) {
            problems.add(copy.destination().location(), "%s would be copied into itself".formatted(copy.destination()));
        }
        return null;
    }

    private <T> void eachOnce(List<T> columns, Function<T, String> name, Function<T, Location> place) {
        var seen = new HashSet<String>();
        for (T it : columns) {
            if (!seen.add(name.apply(it))) {
                problems.add(place.apply(it), "column %s is named twice".formatted(name.apply(it)));
            }
        }
    }

    @Override
    public Void verify(Verify verify) {
        noSettingsOnPostgres(verify.placement(), verify.options());
        boolean oneNode = verify.placement().target() instanceof Target.OnPostgres;
        if (oneNode && verify.expectation() instanceof Expectation.SameOnEveryNode) {
            problems.add(verify.expectation().location(), "SAME ON EVERY NODE needs more than one node");
        }
        return null;
    }

    @Override
    public Void verifyCopy(VerifyCopy verifyCopy) {
        String copy = verifyCopy.copy().value();
        if (!copies.contains(copy)) {
            problems.add(
                    verifyCopy.copy().location(),
                    "there is no COPY %s above this VERIFY COPY".formatted(copy),
                    Spelling.didYouMean(copy, copies));
        }
        return null;
    }

    @Override
    public Void waiting(Wait wait) {
        noSettingsOnPostgres(wait.placement(), wait.options());
        return null;
    }

    @Override
    public Void confirm(Confirm confirm) {
        return null;
    }

    @Override
    public Void swap(Swap swap) {
        onClickHouse(swap.placement(), "SWAP");
        if (swap.first().toString().equals(swap.second().toString())) {
            problems.add(swap.second().location(), "%s would be swapped with itself".formatted(swap.second()));
        }
        return null;
    }

    private void onClickHouse(Placement placement, String what) {
        if (placement.target() instanceof Target.OnPostgres postgres) {
            problems.add(postgres.location(), what + " works on ClickHouse's tables only", Optional.empty());
        }
    }

    private void noSettingsOnPostgres(Placement placement, ActionOptions options) {
        if (placement.target() instanceof Target.OnPostgres
                && !options.settings().isEmpty()) {
            problems.add(
                    options.settings().get(0).name().location(),
                    "SETTINGS are ClickHouse's; PostgreSQL knows none of them",
                    Optional.of("write SET LOCAL … as a statement of the island"));
        }
    }
}
