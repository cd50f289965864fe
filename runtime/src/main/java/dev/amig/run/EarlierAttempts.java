package dev.amig.run;

import dev.amig.journal.AttemptRecord;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the journal knows of a run's attempts from before this process; read once, for a new run there are none. */
final class EarlierAttempts {
    private final Map<String, List<AttemptRecord>> attempts = new HashMap<>();

    EarlierAttempts(List<AttemptRecord> records) {
        for (AttemptRecord record : records) {
            QueryId id = record.queryId();
            attempts.computeIfAbsent(
                            key(id.action(), id.node(), id.direction(), id.statement()), unused -> new ArrayList<>())
                    .add(record);
        }
    }

    List<AttemptRecord> of(Assignment assignment) {
        return attempts.getOrDefault(
                key(
                        assignment.action(),
                        assignment.node().id(),
                        assignment.direction(),
                        assignment.statement().index()),
                List.of());
    }

    /** The last of each statement that nobody knows the end of; those that were sent again since do not matter any more. */
    List<AttemptRecord> inDoubt() {
        return attempts.values().stream()
                .map(EarlierAttempts::last)
                .filter(AttemptRecord::isInDoubt)
                .toList();
    }

    /** The last of each statement that was killed and is not sent again before a person has looked, unless its step says that it may. */
    List<AttemptRecord> killed() {
        return attempts.values().stream()
                .map(EarlierAttempts::last)
                .filter(Killed::leavesDoubt)
                .toList();
    }

    static AttemptRecord last(List<AttemptRecord> ofOneStatement) {
        return Collections.max(
                ofOneStatement,
                Comparator.comparingInt(record -> record.queryId().attempt()));
    }

    /** How many of an action's statements the server has done on a node, in one direction. */
    int applied(String action, String node, Direction direction) {
        String prefix = prefix(action, node, direction);
        return (int) attempts.entrySet().stream()
                .filter(it -> it.getKey().startsWith(prefix))
                .filter(it -> it.getValue().stream().anyMatch(AttemptRecord::isApplied))
                .count();
    }

    private static String key(String action, String node, Direction direction, int statement) {
        return prefix(action, node, direction) + statement;
    }

    /** No name holds a zero byte. */
    private static String prefix(String action, String node, Direction direction) {
        return direction + "\0" + node + "\0" + action + "\0";
    }
}
