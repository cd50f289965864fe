package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.copy.Effort;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.WantedParallelism;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many chunks a copy that goes on takes at a time, on each of its nodes: {@code amig set MIGRATION parallel=4}. None at all with
 * {@code parallel=0}: what is on its way arrives, and the copy waits, with its lease, until somebody says how many. What was said last
 * outlives the runner that it was said to.
 */
final class LiveParallelism {
    /** More than any server has use for, and few enough for one that is asked by mistake. */
    private static final int MOST = 256;

    private final String migration;
    private final String action;
    private final Memory memory;
    private final Map<String, Effort> efforts = new TreeMap<>();
    private Optional<WantedParallelism> wanted = Optional.empty();

    /** Where a later runner finds what was wanted last. */
    interface Memory {
        /** Before it is done. */
        void keep(WantedParallelism wanted);
    }

    /** @param action the copy's name */
    LiveParallelism(String migration, String action, Memory memory) {
        this.migration = migration;
        this.action = action;
        this.memory = memory;
    }

    /** Where nobody can want another one. */
    static LiveParallelism asPlanned(String migration, String action) {
        return new LiveParallelism(migration, action, unused -> {
            throw new IllegalStateException(action + " cannot be set");
        });
    }

    String action() {
        return action;
    }

    /**
     * With what an earlier runner was told.
     *
     * @return a sentence for those who watch
     */
    synchronized String goOnWith(WantedParallelism earlier) {
        wanted = Optional.of(earlier);
        String goOn = earlier.isPaused() ? "; to go on: " + earlier.goOn(migration) : "";
        return "%s is still %s%s".formatted(action, earlier.told(), goOn);
    }

    /** A node has come as far as its chunks; what was wanted before that holds for it too. */
    synchronized void of(Node node, Effort effort) {
        wanted.ifPresent(it -> apply(it, effort));
        efforts.put(node.id(), effort);
    }

    private void apply(WantedParallelism it, Effort effort) {
        if (it.isPaused()) {
            effort.hold(it.told() + "; to go on: " + it.goOn(migration));
        } else {
            effort.setWorkers(it.chunks().orElseThrow());
        }
    }

    /** For all nodes, and for those that come later. */
    synchronized Answer set(String value, Request request) {
        OptionalInt number = number(value);
        if (number.isEmpty()) {
            return Answer.refused(
                    "%s=%s: how many chunks at a time must be a whole number from 1 to %d, or 0 to pause; nothing was changed"
                            .formatted(WantedParallelism.NAME, value, MOST));
        }
        boolean pauses = number.getAsInt() == 0;
        String before = before();
        WantedParallelism next = new WantedParallelism(request, pauses ? usual() : number, pauses);
        memory.keep(next);
        wanted = Optional.of(next);
        efforts.values().forEach(effort -> apply(next, effort));
        return Answer.accepted(pauses ? paused(next, before) : taken(next, before));
    }

    private static OptionalInt number(String value) {
        boolean fits = value.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(value) <= MOST;
        return fits ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
    }

    private String taken(WantedParallelism next, String before) {
        int number = next.chunks().orElseThrow();
        return "%s copies at most %d %s at a time on each node%s; set by %s"
                .formatted(
                        action,
                        number,
                        number == 1 ? "chunk" : "chunks",
                        before,
                        next.request().byWhomAndWhy());
    }

    private String paused(WantedParallelism next, String before) {
        return "%s begins no chunk any more, and those on their way arrive%s; paused by %s; to go on: %s"
                .formatted(action, before, next.request().byWhomAndWhy(), next.goOn(migration));
    }

    private String before() {
        if (isPaused()) {
            return " (before: paused)";
        }
        return efforts.isEmpty()
                ? ""
                : efforts.entrySet().stream()
                        .map(it -> it.getValue().workers() + " on " + it.getKey())
                        .collect(Collectors.joining(", ", " (before: ", ")"));
    }

    /** As it was before, on the node that takes most. */
    private OptionalInt usual() {
        OptionalInt most = efforts.values().stream().mapToInt(Effort::workers).max();
        OptionalInt earlier = wanted.map(WantedParallelism::chunks).orElse(OptionalInt.empty());
        return most.isEmpty() || (isPaused() && earlier.isPresent()) ? earlier : most;
    }

    private boolean isPaused() {
        return wanted.filter(WantedParallelism::isPaused).isPresent();
    }
}
