package dev.amig.copy;

import dev.amig.journal.ChunkRecord;
import dev.amig.journal.CopyJournal;
import dev.amig.journal.CopyKey;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.NodeState;
import dev.amig.journal.RepairRecord;
import dev.amig.journal.Run;
import dev.amig.transport.QueryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Moves of chunks of which no evidence tells whether they were done. Statements of chunks have no attempts of their own in the journal:
 * the chunk's state stands for them, and that nobody could find out stands in the event that told of it.
 */
public final class DoubtfulMoves {
    private DoubtfulMoves() {}

    /** @param queryId by which it was sent last */
    public record Doubtful(QueryId queryId, CopyKey copy, CopyStatements.Move move) {}

    public static List<Doubtful> of(Journal journal, Run run) {
        List<CopyRecord> copies = journal.copies().copies(run.id());
        if (copies.isEmpty()) {
            return List.of();
        }
        Map<Integer, String> actions = journal.nodeStates(run.id()).stream()
                .collect(Collectors.toMap(NodeState::actionIndex, NodeState::action, (first, same) -> first));
        List<Doubtful> doubtful = new ArrayList<>();
        for (QueryId id : told(journal.events(run.id(), 0))) {
            copies.stream()
                    .map(CopyRecord::key)
                    .filter(it -> it.node().equals(id.node()))
                    .filter(it -> id.action().equals(actions.get(it.actionIndex())))
                    .flatMap(it -> of(journal.copies(), it, id).stream())
                    .forEach(doubtful::add);
        }
        return doubtful;
    }

    /** That something failed at it is the last that was heard of it; in between, somebody may have said how it ended. */
    private static List<QueryId> told(List<Event> events) {
        Map<String, Event.Kind> last = new LinkedHashMap<>();
        events.stream()
                .filter(it -> it.kind() == Event.Kind.NODE_FAILED || it.kind() == Event.Kind.OUTCOME_LOOKED_UP)
                .forEach(it -> it.queryId().ifPresent(id -> last.put(id, it.kind())));
        return last.entrySet().stream()
                .filter(it -> it.getValue() == Event.Kind.NODE_FAILED)
                .flatMap(it -> QueryId.parse(it.getKey()).stream())
                .toList();
    }

    private static Optional<Doubtful> of(CopyJournal copies, CopyKey key, QueryId id) {
        return CopyStatements.moveOf(id.statement())
                .filter(move -> underWay(copies, key).stream().anyMatch(it -> isOf(it, move, id.attempt())))
                .map(move -> new Doubtful(id, key, move));
    }

    private static List<ChunkRecord> underWay(CopyJournal copies, CopyKey key) {
        List<ChunkRecord> chunks = new ArrayList<>(copies.openChunks(key));
        copies.openRepairs(key).stream().map(RepairRecord::chunk).forEach(chunks::add);
        return chunks;
    }

    private static boolean isOf(ChunkRecord chunk, CopyStatements.Move move, int attempt) {
        return chunk.state() == ChunkRecord.State.MOVING
                && chunk.chunk().number() == move.chunk()
                && chunk.attempt() == attempt
                && chunk.moves().stream().anyMatch(it -> it.number() == move.number());
    }
}
