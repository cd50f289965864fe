-- postgres on cluster posthog (s1r1, s2r1)
-- Steps on ClickHouse and on PostgreSQL in turn
-- postgres.amig, plan …

-- [1] STEP note_start
-- on postgres_app
INSERT INTO migrations_log (name, state) VALUES ('postgres', 'started');
UPDATE teams SET frozen = true;

-- [2] STEP add_column SETTINGS max_execution_time = 60
-- on s1r1, s2r1
ALTER TABLE events ADD COLUMN IF NOT EXISTS a String;

-- [3] VERIFY nobody_is_left
-- on postgres
SELECT count(*) FROM teams WHERE NOT frozen;
-- EXPECT = 0

-- ROLLBACK, from the last started action to the first

-- rollback of [2] add_column
-- on s1r1, s2r1
ALTER TABLE events DROP COLUMN IF EXISTS a;

-- rollback of [1] note_start
-- on postgres_app
UPDATE teams SET frozen = false;
DELETE FROM migrations_log WHERE name = 'postgres';
