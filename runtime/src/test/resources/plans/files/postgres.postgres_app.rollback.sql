-- postgres on postgres_app of cluster posthog, rollback, plan …

-- rollback of [1] note_start
UPDATE teams SET frozen = false;
DELETE FROM migrations_log WHERE name = 'postgres';
