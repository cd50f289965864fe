package dev.amig.plan;

import dev.amig.language.source.Location;
import dev.amig.language.tree.ActionOptions;
import dev.amig.language.tree.Expectation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One action with its work on every node, as data: what {@code render} prints is what {@code run} does. */
public sealed interface PlannedAction {
    Heading heading();

    /** By shard and replica; empty for an action that needs no server. */
    List<NodePlan> nodes();

    <R> R accept(Visitor<R> visitor);

    /**
     * What every action has.
     *
     * @param index       from 0, the seed's <em>operation index</em>
     * @param description the author's words, or empty
     */
    record Heading(int index, String name, String description, Location location) {}

    /**
     * @param settings   the project's, the file's and the action's, the later over the earlier
     * @param atOnce     nodes at the same time; absent: all
     * @param noRollbackBecause why nothing has to be undone, in the author's words
     * @param reversible whether it can be undone at all
     */
    record Step(
            Heading heading,
            List<NodePlan> nodes,
            Map<String, String> settings,
            OptionalInt atOnce,
            ActionOptions options,
            Optional<String> noRollbackBecause,
            boolean reversible)
            implements PlannedAction {
        Step withNodes(List<NodePlan> fewer) {
            return new Step(heading, fewer, settings, atOnce, options, noRollbackBecause, reversible);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.step(this);
        }
    }

    /**
     * Each node's only statement is the query.
     *
     * @param onMismatch by node id: the query whose rows explain a mismatch
     */
    record Verify(
            Heading heading,
            List<NodePlan> nodes,
            Map<String, String> settings,
            OptionalInt atOnce,
            ActionOptions options,
            Expectation expectation,
            Map<String, Statement> onMismatch,
            boolean warnOnly)
            implements PlannedAction {
        Verify withNodes(List<NodePlan> fewer) {
            return new Verify(heading, fewer, settings, atOnce, options, expectation, onMismatch, warnOnly);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.verify(this);
        }
    }

    /** The run waits for a person. */
    record Confirm(Heading heading, String question) implements PlannedAction {
        @Override
        public List<NodePlan> nodes() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.confirm(this);
        }
    }

    /** Keeps every user of planned actions exhaustive: Java 17 has no pattern switch. */
    interface Visitor<R> {
        R step(Step step);

        R verify(Verify verify);

        R confirm(Confirm confirm);
    }
}
