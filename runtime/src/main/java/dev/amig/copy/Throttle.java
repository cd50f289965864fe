package dev.amig.copy;

import dev.amig.language.sql.Literals;
import dev.amig.plan.CopyTask;
import dev.amig.verify.Truth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keeps new chunks from beginning while the node, or the author, says that it has enough to do. */
final class Throttle {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
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
    private Optional<String> reason = Optional.empty();

    Throttle(CopyServer server, TableShape destination, List<CopyTask.Throttle> wanted) {
        this.server = server;
        this.destination = destination;
        this.wanted = wanted;
    }

    /** Why no chunk should begin now; asked of the server every two seconds at most. */
    Optional<String> reason() throws CopyException, InterruptedException {
        if (lookedAt == 0 || System.nanoTime() - lookedAt > BETWEEN_LOOKS.toNanos()) {
            reason = look();
            lookedAt = System.nanoTime();
        }
        return reason;
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
        List<Object> row = server.ask("""
                        SELECT
                            (SELECT groupArray((partition_id, parts)) FROM
                                (SELECT partition_id, toInt64(count()) AS parts FROM system.parts WHERE %s AND active
                                GROUP BY partition_id ORDER BY parts DESC LIMIT 1)),
                            toInt64((SELECT value FROM system.merge_tree_settings WHERE name = 'parts_to_delay_insert')),
                            toInt64((SELECT max(unreserved_space) FROM system.disks
                                WHERE name IN (SELECT arrayJoin(disks) FROM system.storage_policies WHERE policy_name = %s)))""".formatted(ofDestination(), Literals.quote(destination.storagePolicy())))
                .get(0);
        Optional<String> found = tooManyParts((List<?>) row.get(0), TableShapes.number(row, 1));
        return found.isPresent() ? found : littleSpace(TableShapes.number(row, 2));
    }

    /**
     * Parts that are attached pass the server's own brake, so it is looked at here.
     *
     * @param most  the partition with most parts, and how many; empty: there is none
     * @param delay of the server, for tables that have no setting of their own
     */
    private Optional<String> tooManyParts(List<?> most, long delay) {
        String own = destination.clause().settings().get("parts_to_delay_insert");
        long delayFrom = own == null ? delay : Long.parseLong(own);
        if (most.isEmpty() || delayFrom == 0) {
            return Optional.empty();
        }
        List<?> partition = (List<?>) most.get(0);
        long parts = ((Number) partition.get(1)).longValue();
        return parts < delayFrom * SHARE_OF_DELAY
                ? Optional.empty()
                : Optional.of("partition %s of %s has %d parts, and inserts are slowed down from %d"
                        .formatted(partition.get(0), destination.name(), parts, delayFrom));
    }

    private Optional<String> littleSpace(long free) {
        return free >= LEAST_FREE_BYTES
                ? Optional.empty()
                : Optional.of("the disks of %s have only %s free".formatted(destination.name(), Sizes.of(free)));
    }

    private Optional<String> replicasLag() throws CopyException, InterruptedException {
        List<List<Object>> rows = server.ask(
                "SELECT toInt64(absolute_delay), toInt64(queue_size), is_readonly FROM system.replicas WHERE "
                        + ofDestination());
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

    private String ofDestination() {
        return "database = %s AND table = %s"
                .formatted(
                        TableShapes.database(destination.name()),
                        Literals.quote(destination.name().table()));
    }
}
