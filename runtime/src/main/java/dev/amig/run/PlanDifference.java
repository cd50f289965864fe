package dev.amig.run;

import dev.amig.journal.NodeState;
import dev.amig.journal.PlannedWork;
import dev.amig.transport.QueryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where the plan of a run is not the one that it began with, and whether it may take its place. */
final class PlanDifference {
    private static final int MOST_ACTIONS = 10;

    /** By index. Their number is what the journal knows actions by, so it is what makes two of them the same. */
    private final Map<Integer, PlannedWork> before;

    private final List<ActionChange> changes;

    private PlanDifference(Map<Integer, PlannedWork> before, List<ActionChange> changes) {
        this.before = before;
        this.changes = changes;
    }

    /**
     * @param before as the journal has kept it
     * @param now    as it is planned now
     * @param done   what has taken effect of the run, or may have
     */
    static PlanDifference between(
            List<PlannedWork> before, List<PlannedWork> now, List<NodeState> states, List<QueryId> done) {
        Map<Integer, PlannedWork> old = byIndex(before);
        Map<Integer, PlannedWork> young = byIndex(now);
        TreeSet<Integer> all = new TreeSet<>(old.keySet());
        all.addAll(young.keySet());
        List<ActionChange> changes = new ArrayList<>();
        for (int index : all) {
            PlannedWork was = old.get(index);
            PlannedWork is = young.get(index);
            if (was == null) {
                changes.add(ActionChange.added(is));
            } else if (is == null) {
                changes.add(ActionChange.removed(was, states));
            } else {
                ActionChange.between(was, is, states, done).ifPresent(changes::add);
            }
        }
        return new PlanDifference(old, changes);
    }

    private static Map<Integer, PlannedWork> byIndex(List<PlannedWork> actions) {
        return actions.stream()
                .collect(Collectors.toMap(PlannedWork::actionIndex, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    /** Whether all that was done already would have been done the same way. */
    boolean isAcceptable() {
        return isKnown() && changes.stream().allMatch(ActionChange::isAcceptable);
    }

    /** An amig that kept no plans may have begun the run. */
    private boolean isKnown() {
        return !before.isEmpty();
    }

    /** Each change on a line of its own, and what to do. */
    String sentence() {
        return told() + "\n" + help();
    }

    /** Each change on a line of its own. */
    String told() {
        if (!isKnown()) {
            return " the file, a template, a parameter or the cluster has changed, and an earlier version of amig, which kept no plans, began the run";
        } else if (changes.isEmpty()) {
            return " no action is another one; what has changed stands elsewhere in the file, or in a comment or a template";
        }
        String lines = changes.stream()
                .limit(MOST_ACTIONS)
                .map(it -> "\n  " + it.sentence())
                .collect(Collectors.joining());
        int more = changes.size() - MOST_ACTIONS;
        return more > 0 ? lines + "\n  and %d more actions".formatted(more) : lines;
    }

    private String help() {
        if (isAcceptable()) {
            return "put it back, or go on with the new plan: say --accept-plan";
        }
        String why = isKnown() ? "what was begun is no longer the same, so --accept-plan is not enough; " : "";
        return why + "put it back to go on or to roll back";
    }
}
