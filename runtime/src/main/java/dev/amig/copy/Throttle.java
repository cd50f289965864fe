package dev.amig.copy;

import dev.amig.copy.Questions.Answers;
import dev.amig.plan.CopyTask;
import dev.amig.verify.Truth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keeps new chunks from beginning while the node, or the author, says that it has enough to do. */
final class Throttle {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration TOO_OLD = Duration.ofSeconds(4);
    /** Of the number of parts in one partition from which the server itself slows inserts down. */
    private static final double SHARE_OF_DELAY = 0.8;

    private static final long MOST_SECONDS_BEHIND = 300;
    private static final long MOST_QUEUED = 1_000;
    /** A disk that is full stops everything on the node, not only the copy. */
    static final long LEAST_FREE_BYTES = 1L << 30;

    private final CopyServer server;
    private final TableShape destination;
    private final List<CopyTask.Throttle> wanted;
    private long lookedAt;
    private Optional<Meanwhile<Optional<String>>> looking = Optional.empty();
    private Optional<String> reason = Optional.empty();

    Throttle(CopyServer server, TableShape destination, List<CopyTask.Throttle> wanted) {
        this.server = server;
        this.destination = destination;
        this.wanted = wanted;
    }

    /**
     * Why no chunk should begin now. Looks every two seconds, while what was seen before still counts: whoever has a core free
     * waits only for what is too old, or for the first look.
     */
    Optional<String> reason() throws CopyException, InterruptedException {
        if (looking.isEmpty() && age().compareTo(BETWEEN_LOOKS) > 0) {
            looking = Optional.of(Meanwhile.ask(this::look));
        }
        if (looking.isPresent() && (looking.get().isAnswered() || age().compareTo(TOO_OLD) > 0)) {
            reason = looking.get().answer();
            looking = Optional.empty();
            lookedAt = System.nanoTime();
        }
        return reason;
    }

    private Duration age() {
        return lookedAt == 0 ? Duration.ofDays(1) : Duration.ofNanos(System.nanoTime() - lookedAt);
    }

    /** What the last look has found; nothing while nobody has looked. */
    Optional<String> lastReason() {
        return reason;
    }

    private Optional<String> look() throws CopyException, InterruptedException {
        Optional<String> found = ofTheServer();
        found = found.isPresent() || !destination.isReplicated() ? found : replicasLag();
        for (CopyTask.Throttle throttle : wanted) {
            if (found.isEmpty() && Truth.of(server.ask(throttle.query()).get(0).get(0))) {
                found = Optional.of(throttle.reason());
            }
        }
        return found;
    }

    private Optional<String> ofTheServer() throws CopyException, InterruptedException {
        Questions questions = new Questions()
                .ask(
                        "most",
                        "[argMax(partition_id, parts), toString(max(parts))]",
                        "(SELECT partition_id, count() AS parts FROM system.parts WHERE %s AND active GROUP BY partition_id)"
                                .formatted(TableShapes.ofTable(destination.name())))
                .ask("delay", "[value]", "system.merge_tree_settings WHERE name = 'parts_to_delay_insert'");
        Answers found = Disks.ask(questions).of(server);
        Optional<String> reason = tooManyParts(found.rows("most").get(0), found.number("delay"));
        return reason.isPresent()
                ? reason
                : littleSpace(Disks.of(found, destination.storagePolicy()).most());
    }

    /**
     * Parts that are attached pass the server's own brake, so it is looked at here.
     *
     * @param most  the partition with most parts, and how many; of an empty table none
     * @param delay of the server, for tables that have no setting of their own
     */
    private Optional<String> tooManyParts(List<String> most, long delay) {
        String own = destination.clause().settings().get("parts_to_delay_insert");
        long delayFrom = own == null ? delay : Long.parseLong(own);
        long parts = Long.parseLong(most.get(1));
        return delayFrom == 0 || parts < delayFrom * SHARE_OF_DELAY
                ? Optional.empty()
                : Optional.of("partition %s of %s has %d parts, and inserts are slowed down from %d"
                        .formatted(most.get(0), destination.name(), parts, delayFrom));
    }

    private Optional<String> littleSpace(long free) {
        return free >= LEAST_FREE_BYTES
                ? Optional.empty()
                : Optional.of("the disks of %s have only %s free".formatted(destination.name(), Sizes.of(free)));
    }

    private Optional<String> replicasLag() throws CopyException, InterruptedException {
        List<List<Object>> rows = server.ask(
                "SELECT toInt64(absolute_delay), toInt64(queue_size), is_readonly FROM system.replicas WHERE "
                        + TableShapes.ofTable(destination.name()));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Object> row = rows.get(0);
        if (Truth.of(row.get(2))) {
            return Optional.of(destination.name() + " is read-only here: its Keeper session is lost");
        } else if (TableShapes.number(row, 0) > MOST_SECONDS_BEHIND) {
            return Optional.of(
                    "%s is %d s behind its other replicas".formatted(destination.name(), TableShapes.number(row, 0)));
        } else if (TableShapes.number(row, 1) > MOST_QUEUED) {
            return Optional.of("%s has %d entries in its replication queue"
                    .formatted(destination.name(), TableShapes.number(row, 1)));
        }
        return Optional.empty();
    }
}
