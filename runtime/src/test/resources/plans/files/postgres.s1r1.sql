-- postgres on s1r1 (ch-1-1:9100) of cluster posthog, forward, plan …

-- [2] STEP add_column SETTINGS max_execution_time = 60
SET max_execution_time = 60;
ALTER TABLE events ADD COLUMN IF NOT EXISTS a String;
SET max_execution_time = DEFAULT;
