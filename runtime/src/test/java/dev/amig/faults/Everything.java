package dev.amig.faults;

import dev.amig.journal.RunStatus;
import dev.amig.transport.QueryId.Direction;

/** Every kind of action that runs, in both of its manners where it has two; on one shard alone where a second one adds nothing. */
class Everything implements Scenario {
    private static final String ACTIONS = """
            STEP make ON EACH SHARD {
              CREATE TABLE DB.events (n UInt64, v String) ENGINE = MergeTree ORDER BY n;
              CREATE TABLE DB.other (n UInt64, v String) ENGINE = MergeTree ORDER BY n
            } ROLLBACK { DROP TABLE IF EXISTS DB.other SYNC; DROP TABLE IF EXISTS DB.events SYNC };
            STEP guarded ON SHARD 1 { CREATE TABLE IF NOT EXISTS DB.guarded (n UInt64) ENGINE = Memory }
            ROLLBACK { DROP TABLE IF EXISTS DB.guarded SYNC };
            STEP fill ON EACH SHARD {
              INSERT INTO DB.events SELECT number, 'event' FROM numbers(3);
              INSERT INTO DB.other SELECT number, 'other' FROM numbers(2)
            } ROLLBACK { TRUNCATE TABLE IF EXISTS DB.events; TRUNCATE TABLE IF EXISTS DB.other };
            STEP replace ON SHARD 2 IDEMPOTENT {
              CREATE OR REPLACE TABLE DB.replaced ENGINE = Memory AS SELECT number AS n FROM numbers(4)
            } ROLLBACK { DROP TABLE IF EXISTS DB.replaced SYNC };
            STEP columns ON EACH SHARD FOR EACH ROW (name) IN { SELECT 'a' } {
              ALTER TABLE DB.events ADD COLUMN ${ident(row.name)} UInt8 DEFAULT 7
            } ROLLBACK { ALTER TABLE DB.events DROP COLUMN IF EXISTS ${ident(row.name)} };
            STEP mutate ON EACH SHARD { ALTER TABLE DB.events UPDATE v = concat(v, '!') WHERE n = 1 }
            ROLLBACK { ALTER TABLE DB.events UPDATE v = 'event' WHERE n = 1 };
            VERIFY filled ON EACH SHARD { SELECT count() FROM DB.events } EXPECT = 3;
            VERIFY odd ON SHARD 2 { SELECT 1 } EXPECT = 2 WARN ONLY;
            WAIT rows UNTIL ON EACH SHARD { SELECT count() = 3 FROM DB.events } EVERY 1 SECOND TIMEOUT 1 MINUTE;
            STEP teams ON POSTGRES app { CREATE TABLE DB.teams (id int); INSERT INTO DB.teams VALUES (1) }
            ROLLBACK { DROP TABLE IF EXISTS DB.teams };
            STEP one_more ON POSTGRES app { INSERT INTO DB.teams SELECT max(id) + 1 FROM DB.teams }
            ROLLBACK { DELETE FROM DB.teams WHERE id > 1 };
            STEP anywhere ON ANY NODE { INSERT INTO DB.other VALUES (100, 'anywhere') }
            ROLLBACK NONE BECAUSE 'fill empties the table';
            CONFIRM 'Go?';
            SWAP cutover TABLES DB.events AND DB.other ON EACH REPLICA;
            STEP after ON SHARD 2 ON ERROR ROLLBACK { INSERT INTO DB.other SELECT number, 'after', 1 FROM numbers(10, 2) }
            ROLLBACK { ALTER TABLE DB.other DELETE WHERE v = 'after' };
            """;

    @Override
    public String name() {
        return "forward";
    }

    @Override
    public String body(String database) {
        return ACTIONS.replace("DB.", database + ".");
    }

    @Override
    public RunStatus expected() {
        return RunStatus.COMPLETED;
    }

    @Override
    public boolean mayRunTwice(String action, Direction direction, String sql) {
        return action.equals("replace") || Scenario.super.mayRunTwice(action, direction, sql);
    }
}
