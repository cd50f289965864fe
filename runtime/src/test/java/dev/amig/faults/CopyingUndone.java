package dev.amig.faults;

import dev.amig.faults.KillPoint.Moment;
import dev.amig.journal.RunStatus;
import dev.amig.transport.QueryId.Direction;

/** The destination turns out to be wrong at the very end: everything that was copied, and all that was made for it, has to go. */
final class CopyingUndone extends Copying {
    @Override
    public String name() {
        return "uncopying";
    }

    @Override
    public String body(String database) {
        return """
                COPY history FROM DB.events TO DB.events_new ON EACH SHARD CHUNK BY 200 ROWS
                ROLLBACK { TRUNCATE TABLE DB.events_new };
                STEP spoils ON SHARD 1 { ALTER TABLE DB.events_new DELETE WHERE n = 3 SETTINGS mutations_sync = 2 }
                ROLLBACK NONE BECAUSE 'the table is emptied';
                VERIFY COPY history;
                """.replace("DB.", database + ".");
    }

    /** The copy before it is the same. */
    @Override
    public int step(Moment moment) {
        return 8;
    }

    @Override
    public RunStatus expected() {
        return RunStatus.ROLLED_BACK;
    }

    @Override
    public boolean mayRunTwice(String action, Direction direction, String sql) {
        return !sql.contains(" MOVE PARTITION ") && !sql.contains(" DELETE ");
    }
}
