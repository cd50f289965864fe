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
    private static final long LEAST_FREE_BYTES = 1L << 30;

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

    private Optional<String> look() throws CopyException, InterruptedException {
        Optional<String> found = tooManyParts();
        found = found.isPresent() ? found : littleSpace();
        found = found.isPresent() || !destination.isReplicated() ? found : replicasLag();
        for (CopyTask.Throttle throttle : wanted) {
            if (found.isEmpty()
                    && Truth.of(server.ask(throttle.query().sql()).get(0).get(0))) {
                found = Optional.of(throttle.reason());
            }
        }
        return found;
    }

    /** Parts that are attached pass the server's own brake, so it is looked at here. */
    private Optional<String> tooManyParts() throws CopyException, InterruptedException {
        List<List<Object>> most = server.ask("""
                SELECT partition_id, toInt64(count()) AS parts FROM system.parts WHERE %s AND active
                GROUP BY partition_id ORDER BY parts DESC LIMIT 1""".formatted(ofDestination()));
        long delay = delayFrom();
        if (most.isEmpty() || delay == 0 || TableShapes.number(most.get(0), 1) < delay * SHARE_OF_DELAY) {
            return Optional.empty();
        }
        return Optional.of("partition %s of %s has %d parts, and inserts are slowed down from %d"
                .formatted(
                        TableShapes.text(most.get(0), 0),
                        destination.name(),
                        TableShapes.number(most.get(0), 1),
                        delay));
    }

    private long delayFrom() throws CopyException, InterruptedException {
        String own = destination.clause().settings().get("parts_to_delay_insert");
        return own != null
                ? Long.parseLong(own)
                : Long.parseLong(
                        server.ask("SELECT value FROM system.merge_tree_settings WHERE name = 'parts_to_delay_insert'")
                                .get(0)
                                .get(0)
                                .toString());
    }

    private Optional<String> littleSpace() throws CopyException, InterruptedException {
        long free = TableShapes.number(
                server.ask("""
                                SELECT toInt64(max(unreserved_space)) FROM system.disks
                                WHERE name IN (SELECT arrayJoin(disks) FROM system.storage_policies WHERE policy_name = %s)""".formatted(Literals.quote(destination.storagePolicy())))
                        .get(0),
                0);
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
