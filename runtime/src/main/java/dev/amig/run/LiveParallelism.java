package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.copy.Effort;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many chunks a copy that goes on takes at a time, on each of its nodes: {@code amig set MIGRATION parallel=4}. None at all with
 * {@code parallel=0}: what is on its way arrives, and the copy waits, with its lease, until somebody says how many.
 */
final class LiveParallelism {
    static final String NAME = "parallel";

    /** More than any server has use for, and few enough for one that is asked by mistake. */
    private static final int MOST = 256;

    private final String migration;
    private final String action;
    private final Map<String, Effort> efforts = new TreeMap<>();
    private OptionalInt wanted = OptionalInt.empty();
    private Optional<String> held = Optional.empty();

    /** @param action the copy's name */
    LiveParallelism(String migration, String action) {
        this.migration = migration;
        this.action = action;
    }

    String action() {
        return action;
    }

    /** A node has come as far as its chunks; what was wanted before that holds for it too. */
    synchronized void of(Node node, Effort effort) {
        wanted.ifPresent(effort::setWorkers);
        held.ifPresent(effort::hold);
        efforts.put(node.id(), effort);
    }

    /** For all nodes, and for those that come later. */
    synchronized Answer set(String value, Request request) {
        OptionalInt number = number(value);
        if (number.isEmpty()) {
            return Answer.refused(
                    "%s=%s: how many chunks at a time must be a whole number from 1 to %d, or 0 to pause; nothing was changed"
                            .formatted(NAME, value, MOST));
        }
        return number.getAsInt() == 0 ? hold(request) : take(number.getAsInt(), request);
    }

    private static OptionalInt number(String value) {
        boolean fits = value.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(value) <= MOST;
        return fits ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
    }

    private Answer take(int number, Request request) {
        String before = before();
        wanted = OptionalInt.of(number);
        held = Optional.empty();
        efforts.values().forEach(effort -> effort.setWorkers(number));
        return Answer.accepted("%s copies at most %d %s at a time on each node%s; set by %s"
                .formatted(action, number, number == 1 ? "chunk" : "chunks", before, request.byWhomAndWhy()));
    }

    private Answer hold(Request request) {
        String before = before();
        String goOn = "to go on: amig set %s %s=%s".formatted(migration, NAME, usual());
        held = Optional.of("paused by %s since %s; %s"
                .formatted(request.byWhomAndWhy(), request.at().truncatedTo(ChronoUnit.SECONDS), goOn));
        efforts.values().forEach(effort -> effort.hold(held.get()));
        return Answer.accepted("%s begins no chunk any more, and those on their way arrive%s; paused by %s; %s"
                .formatted(action, before, request.byWhomAndWhy(), goOn));
    }

    private String before() {
        if (held.isPresent()) {
            return " (before: paused)";
        }
        return efforts.isEmpty()
                ? ""
                : efforts.entrySet().stream()
                        .map(it -> it.getValue().workers() + " on " + it.getKey())
                        .collect(Collectors.joining(", ", " (before: ", ")"));
    }

    /** As it was before, on the node that takes most. */
    private String usual() {
        OptionalInt most = efforts.values().stream().mapToInt(Effort::workers).max();
        return (most.isPresent() ? most : wanted)
                .stream().mapToObj(String::valueOf).findFirst().orElse("N");
    }
}
