package dev.amig.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code amig.lease}. Times are the database's, so that runners need not agree on a clock. */
final class LeaseTable {
    private static final String EXPIRED = "heartbeat_at < now() - make_interval(secs => time_to_live_ms / 1000.0)";

    private static final String CHECK =
            "select 1 from amig.lease where cluster = :cluster and fence = :fence and released_at is null for share";

    private LeaseTable() {}

    /** The fence, as {@link #check}. */
    static void addCheck(Pipeline pipeline, Lease lease) {
        pipeline.add(CHECK, values(lease), Pipeline.Answer.ONE);
    }

    private static Map<String, Object> values(Lease lease) {
        return Named.values("cluster", lease.cluster(), "fence", lease.fence());
    }

    private record Holder(LeaseOwner owner, Instant since, boolean expired, boolean released) {
        boolean mayBeReplaced() {
            return released || expired || owner.isCertainlyGone();
        }
    }

    static Lease acquire(Handle handle, String cluster, LeaseOwner owner, Duration timeToLive) {
        // Serialises those who come at the same moment, also when there is no row to lock yet.
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended('amig.lease.' || :cluster, 0))")
                .bind("cluster", cluster)
                .mapToMap()
                .one();
        Optional<Holder> holder = holder(handle, cluster);
        if (holder.isPresent() && !holder.get().mayBeReplaced()) {
            throw new LeaseHeldException(
                    cluster, holder.get().owner(), holder.get().since());
        }
        long fence = handle.createQuery("""
                        insert into amig.lease (cluster, fence, owner, time_to_live_ms) values (:cluster, 1, :owner, :ttl)
                        on conflict (cluster) do update set fence = amig.lease.fence + 1, owner = :owner,
                            time_to_live_ms = :ttl, acquired_at = now(), heartbeat_at = now(), released_at = null
                        returning fence
                        """)
                .bind("cluster", cluster)
                .bind("owner", owner.text())
                .bind("ttl", timeToLive.toMillis())
                .mapTo(Long.class)
                .one();
        return new Lease(cluster, fence, owner, timeToLive);
    }

    /** The lease that this owner has just acquired, as the journal has it. */
    static Lease acquired(Handle handle, String cluster, LeaseOwner owner, Duration timeToLive) {
        long fence = handle.createQuery("select fence from amig.lease where cluster = :cluster")
                .bind("cluster", cluster)
                .mapTo(Long.class)
                .one();
        return new Lease(cluster, fence, owner, timeToLive);
    }

    private static Optional<Holder> holder(Handle handle, String cluster) {
        return handle.createQuery("select owner, acquired_at, released_at is not null as released, " + EXPIRED
                        + " as expired from amig.lease where cluster = :cluster")
                .bind("cluster", cluster)
                .map((row, context) -> new Holder(
                        LeaseOwner.parse(row.getString("owner")),
                        row.getTimestamp("acquired_at").toInstant(),
                        row.getBoolean("expired"),
                        row.getBoolean("released")))
                .findOne();
    }

    static List<LeaseState> all(Handle handle) {
        return handle.createQuery("select *, " + EXPIRED + " as expired from amig.lease order by cluster")
                .map((row, context) -> new LeaseState(
                        row.getString("cluster"),
                        row.getLong("fence"),
                        LeaseOwner.parse(row.getString("owner")),
                        RunTable.instant(row, "acquired_at").orElseThrow(),
                        RunTable.instant(row, "heartbeat_at").orElseThrow(),
                        row.getTimestamp("released_at") != null,
                        row.getBoolean("expired")))
                .list();
    }

    static void renew(Handle handle, Lease lease) {
        int renewed = handle.createUpdate(
                        "update amig.lease set heartbeat_at = now() where cluster = :cluster and fence = :fence and released_at is null")
                .bind("cluster", lease.cluster())
                .bind("fence", lease.fence())
                .execute();
        if (renewed == 0) {
            throw new LeaseLostException(lease);
        }
    }

    static void release(Handle handle, Lease lease) {
        handle.createUpdate("update amig.lease set released_at = now() where cluster = :cluster and fence = :fence")
                .bind("cluster", lease.cluster())
                .bind("fence", lease.fence())
                .execute();
    }

    /**
     * The fence: every write of a runner passes here first, in its own transaction. The row stays locked against a new owner
     * until that transaction ends, so a late write of a former owner cannot slip in after the takeover.
     */
    static void check(Handle handle, Lease lease) {
        boolean held = handle.createQuery(CHECK)
                .bindMap(values(lease))
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        if (!held) {
            throw new LeaseLostException(lease);
        }
    }
}
