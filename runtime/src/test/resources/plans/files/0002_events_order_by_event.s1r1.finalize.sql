-- 0002_events_order_by_event on s1r1 (ch-1-1:9100) of cluster posthog, finalize, plan …

-- [9] STEP drop_backup
DROP TABLE IF EXISTS posthog.sharded_events_backup SYNC;
