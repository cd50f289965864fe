package dev.amig.faults;

import dev.amig.faults.KillPoint.Moment;

/** The same into tables that are replicated; one of them from such a one, too. */
final class CopyingReplicated extends Copying {
    @Override
    public String name() {
        return "copying_replicated";
    }

    @Override
    String tables(String database) {
        return super.tables(database)
                .replace(
                        "events_new (n UInt64, v Nullable(String)) ENGINE = MergeTree",
                        "events_new (n UInt64, v Nullable(String)) ENGINE = " + engine(database, "events_new"))
                .replace("old (n UInt64) ENGINE = MergeTree", "old (n UInt64) ENGINE = " + engine(database, "old"))
                .replace(
                        "DB.linked AS DB.old",
                        "DB.linked (n UInt64) ENGINE = " + engine(database, "linked") + " ORDER BY n");
    }

    /** Each runner that is killed waits for Keeper, too. */
    @Override
    public int step(Moment moment) {
        return 2 * super.step(moment);
    }

    private static String engine(String database, String table) {
        return "ReplicatedMergeTree('/amig/%s/%s', '{replica}')".formatted(database, table);
    }
}
