package dev.amig.journal;

import dev.amig.progress.Progress;
import dev.amig.progress.ProgressJson;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code amig.activity}: what a run looks like from where it is driven. */
final class ActivityTable {
    private ActivityTable() {}

    static void replace(Handle handle, Lease lease, long run, Progress progress) {
        handle.createUpdate("""
                        insert into amig.activity (run, fence, progress) values (:run, :fence, :progress::jsonb)
                        on conflict (run) do update set fence = :fence, progress = :progress::jsonb, seen_at = now()
                        """)
                .bind("run", run)
                .bind("fence", lease.fence())
                .bind("progress", ProgressJson.write(progress))
                .execute();
    }

    static Optional<Activity> find(Handle handle, long run) {
        return handle.createQuery(
                        "select fence, seen_at, progress::text as progress from amig.activity where run = :run")
                .bind("run", run)
                .map((row, context) -> new Activity(
                        row.getLong("fence"),
                        RunTable.instant(row, "seen_at").orElseThrow(),
                        ProgressJson.read(row.getString("progress"))))
                .findOne();
    }
}
