package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.copy.Effort;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many chunks a copy that goes on takes at a time, on each of its nodes: {@code amig set MIGRATION parallel=4}. */
final class LiveParallelism {
    static final String NAME = "parallel";

    /** More than any server has use for, and few enough for one that is asked by mistake. */
    private static final int MOST = 256;

    private final String action;
    private final Map<String, Effort> efforts = new TreeMap<>();
    private OptionalInt wanted = OptionalInt.empty();

    /** @param action the copy's name */
    LiveParallelism(String action) {
        this.action = action;
    }

    String action() {
        return action;
    }

    /** A node has come as far as its chunks; what was wanted before that holds for it too. */
    synchronized void of(Node node, Effort effort) {
        wanted.ifPresent(effort::setWorkers);
        efforts.put(node.id(), effort);
    }

    /** For all nodes, and for those that come later. */
    synchronized Answer set(String value, Request request) {
        OptionalInt number = number(value);
        if (number.isEmpty()) {
            return Answer.refused(
                    "%s=%s: how many chunks at a time must be a whole number from 1 to %d; nothing was changed"
                            .formatted(NAME, value, MOST));
        }
        String before = before();
        wanted = number;
        efforts.values().forEach(effort -> effort.setWorkers(number.getAsInt()));
        return Answer.accepted("%s copies at most %d %s at a time on each node%s; set by %s"
                .formatted(
                        action,
                        number.getAsInt(),
                        number.getAsInt() == 1 ? "chunk" : "chunks",
                        before,
                        request.byWhomAndWhy()));
    }

    private static OptionalInt number(String value) {
        boolean fits = value.matches("[1-9][0-9]{0,2}") && Integer.parseInt(value) <= MOST;
        return fits ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
    }

    private String before() {
        return efforts.isEmpty()
                ? ""
                : efforts.entrySet().stream()
                        .map(it -> it.getValue().workers() + " on " + it.getKey())
                        .collect(Collectors.joining(", ", " (before: ", ")"));
    }
}
