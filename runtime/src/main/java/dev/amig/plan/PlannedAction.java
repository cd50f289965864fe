package dev.amig.plan;

import dev.amig.language.source.Location;
import dev.amig.language.sql.QualifiedName;
import dev.amig.language.tree.ActionOptions;
import dev.amig.language.tree.ChunkSize;
import dev.amig.language.tree.Copy.Parallelism;
import dev.amig.language.tree.Expectation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One action with its work on every node, as data: what {@code render} prints is what {@code run} does. */
public sealed interface PlannedAction {
    Heading heading();

    Placed placed();

    /** How it is undone after it has started. */
    default Undo undo() {
        return Undo.READS_ONLY;
    }

    /** The same with work on fewer nodes. */
    PlannedAction withNodes(List<NodePlan> fewer);

    <R> R accept(Visitor<R> visitor);

    /** By shard and replica; empty for an action that needs no server. */
    default List<NodePlan> nodes() {
        return placed().nodes();
    }

    default Map<String, String> settings() {
        return placed().settings();
    }

    default OptionalInt atOnce() {
        return placed().atOnce();
    }

    default ActionOptions options() {
        return placed().options();
    }

    /**
     * What every action has.
     *
     * @param index       from 0, the seed's <em>operation index</em>; those of {@code FINALIZE} go on behind the others
     * @param description the author's words, or empty
     */
    record Heading(int index, String name, String description, Location location) {}

    /**
     * Where an action runs, and with what.
     *
     * @param settings the project's, the file's and the action's, the later over the earlier
     * @param atOnce   nodes at the same time; absent: all
     * @param once     whether it is done once for the whole cluster: {@code ON ANY NODE}, {@code ON POSTGRES}
     */
    record Placed(
            List<NodePlan> nodes,
            Map<String, String> settings,
            OptionalInt atOnce,
            ActionOptions options,
            boolean once) {
        static final Placed NOWHERE = new Placed(List.of(), Map.of(), OptionalInt.empty(), ActionOptions.NONE, true);

        public Placed {
            nodes = List.copyOf(nodes);
        }

        Placed on(List<NodePlan> others) {
            return new Placed(others, settings, atOnce, options, once);
        }
    }

    /** @param because why nothing has to be undone, in the author's words */
    record Undo(Kind kind, Optional<String> because) {
        public static final Undo READS_ONLY = new Undo(Kind.READS_ONLY, Optional.empty());
        static final Undo STATEMENTS = new Undo(Kind.STATEMENTS, Optional.empty());
        static final Undo IMPOSSIBLE = new Undo(Kind.IMPOSSIBLE, Optional.empty());

        static Undo nothing(String because) {
            return new Undo(Kind.NOTHING_TO_UNDO, Optional.of(because));
        }

        public enum Kind {
            /** Each node's rollback. */
            STATEMENTS,
            /** {@code ROLLBACK NONE BECAUSE}. */
            NOTHING_TO_UNDO,
            /** {@code IRREVERSIBLE}, or nothing is said of a rollback. */
            IMPOSSIBLE,
            /** The action changes nothing. */
            READS_ONLY
        }

        public boolean isPossible() {
            return kind != Kind.IMPOSSIBLE;
        }
    }

    /** @param rows present: {@code FOR EACH ROW}; the statements of each node are then only a preview */
    record Step(Heading heading, Placed placed, Undo undo, Optional<PlannedRows> rows) implements PlannedAction {
        @Override
        public Step withNodes(List<NodePlan> fewer) {
            return new Step(heading, placed.on(fewer), undo, rows);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.step(this);
        }
    }

    /**
     * The statements of each node are a preview: what depends on the server's tables stands between «».
     *
     * @param tasks by node id
     */
    record Copy(
            Heading heading,
            Placed placed,
            Undo undo,
            Map<String, CopyTask> tasks,
            Optional<ChunkSize> chunks,
            Optional<Parallelism> parallelism,
            boolean readLive,
            boolean noShortcut,
            boolean append)
            implements PlannedAction {
        @Override
        public Copy withNodes(List<NodePlan> fewer) {
            return new Copy(heading, placed.on(fewer), undo, tasks, chunks, parallelism, readLive, noShortcut, append);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.copy(this);
        }
    }

    /**
     * Each node's only statement is the query.
     *
     * @param onMismatch by node id: the query whose rows explain a mismatch
     */
    record Verify(
            Heading heading,
            Placed placed,
            Expectation expectation,
            Map<String, Statement> onMismatch,
            boolean warnOnly)
            implements PlannedAction {
        @Override
        public Verify withNodes(List<NodePlan> fewer) {
            return new Verify(heading, placed.on(fewer), expectation, onMismatch, warnOnly);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.verify(this);
        }
    }

    /**
     * The statements of each node are a preview, as those of a copy.
     *
     * @param copy the name of the copy that is verified
     */
    record VerifyCopy(Heading heading, Placed placed, String copy, boolean byPartition, boolean withoutChecksum)
            implements PlannedAction {
        @Override
        public VerifyCopy withNodes(List<NodePlan> fewer) {
            return new VerifyCopy(heading, placed.on(fewer), copy, byPartition, withoutChecksum);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.verifyCopy(this);
        }
    }

    /** Each node's only statement is the query. */
    record Wait(Heading heading, Placed placed, Duration every, Duration timeout) implements PlannedAction {
        @Override
        public Wait withNodes(List<NodePlan> fewer) {
            return new Wait(heading, placed.on(fewer), every, timeout);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.waiting(this);
        }
    }

    /** The run waits for a person. */
    record Confirm(Heading heading, String question) implements PlannedAction {
        @Override
        public Placed placed() {
            return Placed.NOWHERE;
        }

        @Override
        public Confirm withNodes(List<NodePlan> fewer) {
            return this;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.confirm(this);
        }
    }

    /** @param tables by node id: the two that change places */
    record Swap(Heading heading, Placed placed, Map<String, Tables> tables) implements PlannedAction {
        public record Tables(QualifiedName first, QualifiedName second) {}

        @Override
        public Undo undo() {
            return Undo.STATEMENTS;
        }

        @Override
        public Swap withNodes(List<NodePlan> fewer) {
            return new Swap(heading, placed.on(fewer), tables);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.swap(this);
        }
    }

    /** Keeps every user of planned actions exhaustive: Java 17 has no pattern switch. */
    interface Visitor<R> {
        R step(Step step);

        R copy(Copy copy);

        R verify(Verify verify);

        R verifyCopy(VerifyCopy verifyCopy);

        R waiting(Wait wait);

        R confirm(Confirm confirm);

        R swap(Swap swap);
    }
}
