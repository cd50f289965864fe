-- postgres on s1r1 (ch-1-1:9100) of cluster posthog, rollback, plan …

-- rollback of [2] add_column
SET max_execution_time = 60;
ALTER TABLE events DROP COLUMN IF EXISTS a;
SET max_execution_time = DEFAULT;
