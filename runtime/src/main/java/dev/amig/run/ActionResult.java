package dev.amig.run;

import dev.amig.cluster.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an action has come to on all its nodes. */
record ActionResult(String action, List<NodeResult> nodes) {
    /**
     * @param failure   what went wrong there, for a person
     * @param started   whether any statement may have reached the node
     * @param unproved  whether nobody knows how the failed statement ended
     */
    record NodeResult(Node node, boolean started, Optional<String> failure, boolean unproved) {
        static NodeResult done(Node node) {
            return new NodeResult(node, true, Optional.empty(), false);
        }

        static NodeResult notStarted(Node node) {
            return new NodeResult(node, false, Optional.empty(), false);
        }

        static NodeResult failed(Node node, String failure, boolean unproved) {
            return new NodeResult(node, true, Optional.of(failure), unproved);
        }
    }

    boolean isFinished() {
        return nodes.stream().allMatch(node -> node.started() && node.failure().isEmpty());
    }

    boolean hasUnproved() {
        return nodes.stream().anyMatch(NodeResult::unproved);
    }

    /** A failure carries what did succeed: {@code swap: 1 of 4 nodes done; s2r1 failed: …; s2r2 not started}. */
    String sentence() {
        long done = nodes.stream()
                .filter(node -> node.started() && node.failure().isEmpty())
                .count();
        String failed = nodes.stream()
                .filter(node -> node.failure().isPresent())
                .map(node -> node.node() + " failed: " + node.failure().get())
                .collect(Collectors.joining("; "));
        String waiting = nodes.stream()
                .filter(node -> !node.started())
                .map(node -> node.node().id())
                .collect(Collectors.joining(", "));
        return action + ": " + done + " of " + nodes.size() + " nodes done"
                + (failed.isEmpty() ? "" : "; " + failed)
                + (waiting.isEmpty() ? "" : "; not started: " + waiting);
    }
}
