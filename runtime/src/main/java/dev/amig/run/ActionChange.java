package dev.amig.run;

import dev.amig.journal.NodeState;
import dev.amig.journal.PlannedWork;
import dev.amig.journal.PlannedWork.Texts;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** One action that is planned otherwise than when its run began, and what of it the run has done since. */
final class ActionChange {
    /** They only read, so that what they asked once binds nobody until they are finished. */
    private static final Set<String> READING = Set.of("VERIFY", "VERIFY COPY", "WAIT", "CONFIRM");

    /** Of these the journal keeps more than statements, made of the plan: chunks, rows, which tables have changed places. */
    private static final Set<String> WHOLE = Set.of("COPY", "SWAP");

    private static final String LOOP = "\"for_each_row\"";

    private final PlannedWork was;
    private final PlannedWork is;
    private final Begun begun;
    private final List<Aspect> aspects = new ArrayList<>();

    /**
     * One thing that is different.
     *
     * @param isAcceptable whether what was done already is the same all the same
     */
    private record Aspect(String text, boolean isAcceptable) {}

    private ActionChange(PlannedWork was, PlannedWork is, Begun begun) {
        this.was = was;
        this.is = is;
        this.begun = begun;
    }

    /**
     * @param done what has taken effect of the run, or may have
     * @return empty: both are the same
     */
    static Optional<ActionChange> between(PlannedWork was, PlannedWork is, List<NodeState> states, List<QueryId> done) {
        ActionChange change = new ActionChange(was, is, Begun.of(was, states, done));
        change.compare();
        return change.aspects.isEmpty() ? Optional.empty() : Optional.of(change);
    }

    static ActionChange added(PlannedWork is) {
        ActionChange change = new ActionChange(is, is, Begun.of(is, List.of(), List.of()));
        change.aspects.add(new Aspect("is new", true));
        return change;
    }

    static ActionChange removed(PlannedWork was, List<NodeState> states) {
        Begun begun = Begun.of(was, states, List.of());
        ActionChange change = new ActionChange(was, was, begun);
        change.aspects.add(new Aspect("is no longer there", !begun.anywhere()));
        return change;
    }

    boolean isAcceptable() {
        return aspects.stream().allMatch(Aspect::isAcceptable);
    }

    /** Where it is, whether it was begun, and the first difference: what cannot be accepted comes first. */
    String sentence() {
        Aspect first =
                aspects.stream().min(Comparator.comparing(Aspect::isAcceptable)).orElseThrow();
        return "%s %s, %s: %s".formatted(is.location(), is.action(), begun.words(), first.text());
    }

    private void compare() {
        if (!was.action().equals(is.action()) || !was.kind().equals(is.kind())) {
            String text = "was %s %s (%s)".formatted(was.kind(), was.action(), was.location());
            aspects.add(new Aspect(text, !begun.anywhere()));
            return;
        }
        compareNodes();
        compareStatements("statement", Direction.FORWARD, Texts::statements);
        compareStatements("rollback statement", Direction.ROLLBACK, Texts::rollback);
        TextDifference.between(was.clauses(), is.clauses())
                .ifPresent(it ->
                        aspects.add(new Aspect("its clauses differ" + it.shown(), !begun.anywhere() || !isWhole())));
    }

    private void compareNodes() {
        Set<String> gone = new TreeSet<>(was.nodes().keySet());
        gone.removeAll(is.nodes().keySet());
        if (!gone.isEmpty()) {
            aspects.add(new Aspect("is no longer done on " + Begun.some(gone), !begun.onAnyOf(gone)));
        }
        Set<String> more = new TreeSet<>(is.nodes().keySet());
        more.removeAll(was.nodes().keySet());
        if (!more.isEmpty()) {
            aspects.add(new Aspect("is now done on " + Begun.some(more) + " too", true));
        }
    }

    /** The same difference on many nodes is told once. */
    private void compareStatements(String what, Direction direction, Function<Texts, List<String>> of) {
        Map<String, List<String>> acceptable = new LinkedHashMap<>();
        Map<String, List<String>> not = new LinkedHashMap<>();
        was.nodes().forEach((node, texts) -> {
            Texts now = is.nodes().get(node);
            if (now != null && !of.apply(texts).equals(of.apply(now))) {
                List<String> before = of.apply(texts);
                boolean isFree = isFree(node, direction, before, of.apply(now));
                (isFree ? acceptable : not)
                        .computeIfAbsent(first(what, before, of.apply(now)), unused -> new ArrayList<>())
                        .add(node);
            }
        });
        not.forEach((text, nodes) -> aspects.add(new Aspect(text.formatted(Begun.some(nodes)), false)));
        acceptable.forEach((text, nodes) -> aspects.add(new Aspect(text.formatted(Begun.some(nodes)), true)));
    }

    private static String first(String what, List<String> before, List<String> now) {
        int number = 0;
        while (number < before.size()
                && number < now.size()
                && before.get(number).equals(now.get(number))) {
            number++;
        }
        String old = number < before.size() ? before.get(number) : "";
        String young = number < now.size() ? now.get(number) : "";
        TextDifference difference = TextDifference.between(old, young).orElseThrow();
        String place = "%s %d on %%s differs in line %d".formatted(what, number + 1, difference.line());
        return place + difference.shown().replace("%", "%%");
    }

    /** Whether nothing that the run has done there in that direction would have been done otherwise. */
    private boolean isFree(String node, Direction direction, List<String> before, List<String> now) {
        Optional<NodeState.State> state = begun.state(node, direction);
        if (state.isEmpty()) {
            return true;
        } else if (state.get() == NodeState.State.FINISHED || isWhole()) {
            return false;
        }
        return READING.contains(is.kind()) || begun.statements(node, direction).allMatch(it -> same(it, before, now));
    }

    private static boolean same(int statement, List<String> before, List<String> now) {
        return statement < before.size()
                && statement < now.size()
                && before.get(statement).equals(now.get(statement));
    }

    private boolean isWhole() {
        return WHOLE.contains(is.kind())
                || was.clauses().contains(LOOP)
                || is.clauses().contains(LOOP);
    }
}
