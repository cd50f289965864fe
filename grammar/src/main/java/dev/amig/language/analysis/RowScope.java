package dev.amig.language.analysis;

import dev.amig.language.tree.Action;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.RowLoop;
import dev.amig.language.tree.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where templates know {@code row}, and what it holds there: in the statements and the rollback of {@code FOR EACH ROW}. */
final class RowScope {
    static final Set<String> NO_ROW = Set.of();

    private final Map<Island, Set<String>> columns = new HashMap<>();

    static RowScope of(Migration migration) {
        var scope = new RowScope();
        for (Action action : migration.allActions()) {
            if (action instanceof Step step) {
                step.forEachRow().ifPresent(it -> scope.add(step, it));
            }
        }
        return scope;
    }

    /** Empty: no row is known there. */
    Set<String> at(Island island) {
        return columns.getOrDefault(island, NO_ROW);
    }

    private void add(Step step, RowLoop loop) {
        Set<String> names = loop.columns().stream().map(Name::value).collect(Collectors.toCollection(TreeSet::new));
        columns.put(step.statements(), names);
        if (step.rollback().orElse(null) instanceof Rollback.Statements rollback) {
            columns.put(rollback.island(), names);
        }
    }
}
