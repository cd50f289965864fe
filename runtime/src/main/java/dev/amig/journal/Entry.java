package dev.amig.journal;

import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a runner writes at one moment: facts of one run that become true together. {@link Journal#write} keeps all of them or none.
 * Each method gives a new entry with one fact more.
 */
public final class Entry {
    private final long run;
    private final List<Conclusion> conclusions;
    private final List<NodeChange> nodeChanges;
    private final List<Note> notes;
    private final Optional<Place> place;
    private final Optional<Intent> intent;

    record Conclusion(QueryId queryId, Outcome outcome) {}

    record NodeChange(
            long run,
            int actionIndex,
            String action,
            String node,
            Direction direction,
            NodeState.State state,
            Optional<String> error) {}

    record Note(long run, Event.Kind kind, String action, String node, QueryId queryId, String text) {}

    record Place(int actionIndex, int percent) {}

    record Intent(QueryId queryId, String sql) {}

    private Entry(
            long run,
            List<Conclusion> conclusions,
            List<NodeChange> nodeChanges,
            List<Note> notes,
            Optional<Place> place,
            Optional<Intent> intent) {
        this.run = run;
        this.conclusions = conclusions;
        this.nodeChanges = nodeChanges;
        this.notes = notes;
        this.place = place;
        this.intent = intent;
    }

    /** Nothing, of this run. */
    public static Entry of(long run) {
        return new Entry(run, List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    /** How an attempt ended. */
    public Entry concluded(Attempt attempt, Outcome outcome) {
        List<Conclusion> more = with(conclusions, new Conclusion(attempt.queryId(), outcome));
        return new Entry(run, more, nodeChanges, notes, place, intent);
    }

    /** An action begins on a node. */
    public Entry started(int actionIndex, String action, String node, Direction direction) {
        return changed(actionIndex, action, node, direction, NodeState.State.STARTED, Optional.empty());
    }

    /** An action is at its end on a node where it had started. */
    public Entry ended(int actionIndex, String node, Direction direction, Optional<String> error) {
        NodeState.State state = error.isPresent() ? NodeState.State.FAILED : NodeState.State.FINISHED;
        return changed(actionIndex, "", node, direction, state, error);
    }

    private Entry changed(
            int actionIndex,
            String action,
            String node,
            Direction direction,
            NodeState.State state,
            Optional<String> error) {
        List<NodeChange> more =
                with(nodeChanges, new NodeChange(run, actionIndex, action, node, direction, state, error));
        return new Entry(run, conclusions, more, notes, place, intent);
    }

    /**
     * An event; its parts but the kind and the text may be null.
     *
     * @param text one sentence for a person
     */
    public Entry noted(Event.Kind kind, String action, String node, QueryId queryId, String text) {
        List<Note> more = with(notes, new Note(run, kind, action, node, queryId, text));
        return new Entry(run, conclusions, nodeChanges, more, place, intent);
    }

    /** Where the run is now, for those who watch. */
    public Entry at(int actionIndex, int percent) {
        return new Entry(run, conclusions, nodeChanges, notes, Optional.of(new Place(actionIndex, percent)), intent);
    }

    /** That a statement is about to be sent: the one thing that can be last only. */
    public Entry intended(QueryId queryId, String sql) {
        if (intent.isPresent()) {
            throw new IllegalStateException("one entry intends one statement: " + queryId);
        }
        return new Entry(run, conclusions, nodeChanges, notes, place, Optional.of(new Intent(queryId, sql)));
    }

    private static <T> List<T> with(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    public boolean isEmpty() {
        return conclusions.isEmpty() && nodeChanges.isEmpty() && notes.isEmpty() && place.isEmpty() && intent.isEmpty();
    }

    long run() {
        return run;
    }

    List<Conclusion> conclusions() {
        return conclusions;
    }

    List<NodeChange> nodeChanges() {
        return nodeChanges;
    }

    List<Note> notes() {
        return notes;
    }

    Optional<Place> place() {
        return place;
    }

    Optional<Intent> intent() {
        return intent;
    }
}
