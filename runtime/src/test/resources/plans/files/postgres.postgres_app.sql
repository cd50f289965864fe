-- postgres on postgres_app of cluster posthog, forward, plan …

-- [1] STEP note_start
INSERT INTO migrations_log (name, state) VALUES ('postgres', 'started');
UPDATE teams SET frozen = true;
