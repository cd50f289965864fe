-- 0002_events_order_by_event on s1r1 (ch-1-1:9100) of cluster posthog, rollback, plan …

-- rollback of [8] swap
RENAME TABLE posthog.sharded_events TO posthog.sharded_events_ordered, posthog.sharded_events_backup TO posthog.sharded_events;

-- rollback of [4] deduplicate: nothing to do, because rewrites parts of the staging table only

-- rollback of [3] materialized_columns: nothing to do, because create_staging drops the table

-- rollback of [2] history
SET max_block_size = 200000;
SET max_insert_block_size = 200000;
SET optimize_on_insert = 0;
TRUNCATE TABLE IF EXISTS posthog.sharded_events_ordered;
SET max_block_size = DEFAULT;
SET max_insert_block_size = DEFAULT;
SET optimize_on_insert = DEFAULT;

-- rollback of [1] create_staging
DROP TABLE IF EXISTS posthog.sharded_events_ordered SYNC;
