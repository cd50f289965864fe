-- 0002_events_order_by_event on cluster posthog (s1r1)
-- Sort sharded_events by (team, day, event) instead of (team, day, distinct_id)
-- 0002_events_order_by_event.amig, plan …
-- depends on 0001_create_events
-- for application version >=1.30.0 <=1.36.99
-- requires clickhouse >=21.6.0
-- requires postgres >=12
-- parameter source = posthog.sharded_events
-- parameter staging = posthog.sharded_events_ordered
-- parameter backup = posthog.sharded_events_backup
-- parameter min_free_bytes = 1000000000

-- required when this is true:
-- on s1r1
SELECT position(sorting_key, 'event') = 0 FROM system.tables
  WHERE database = 'posthog' AND name = 'sharded_events';

-- before the first action this must be true, else 'the staging table is left over from an earlier attempt':
-- on s1r1
SELECT count() = 0 FROM system.tables WHERE concat(database, '.', name) = 'posthog.sharded_events_ordered';

-- before the first action, and again every 30 MINUTES, this must be true, else 'ClickHouse storage below 1000000000 bytes':
-- on s1r1
SELECT min(free_space) > 1000000000 FROM system.disks;

-- [1] STEP create_staging 'staging table with the new sorting key'
-- on s1r1
CREATE TABLE posthog.sharded_events_ordered (
    `uuid` UUID, `event` String, `properties` String, `timestamp` DateTime64(6, 'UTC'),
    `team_id` Int64, `distinct_id` String, `created_at` DateTime64(6, 'UTC'), `_timestamp` DateTime, `_offset` UInt64
  )
  ENGINE = ReplacingMergeTree(`_timestamp`)
  PARTITION BY toYYYYMM(timestamp)
  ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid));

-- [2] COPY history FROM posthog.sharded_events TO posthog.sharded_events_ordered PARALLEL 2 SETTINGS max_block_size = 200000, max_insert_block_size = 200000, optimize_on_insert = 0
-- on s1r1
CREATE TABLE posthog.sharded_events__amig_snapshot_41_1 AS posthog.sharded_events ENGINE = «MergeTree with its keys»;
ALTER TABLE posthog.sharded_events__amig_snapshot_41_1 ATTACH PARTITION ID «each partition» FROM posthog.sharded_events;
CREATE TABLE posthog.`sharded_events_ordered__amig_chunk_41_1_«chunk»` AS posthog.sharded_events_ordered ENGINE = «MergeTree with its keys»;
INSERT INTO posthog.`sharded_events_ordered__amig_chunk_41_1_«chunk»` (uuid, event, properties, timestamp, team_id, distinct_id, created_at, _timestamp, _offset)
SELECT uuid, event, properties, timestamp, team_id, distinct_id, created_at, _timestamp, _offset
FROM posthog.sharded_events__amig_snapshot_41_1
WHERE _part IN («parts»);
SELECT count() FROM posthog.`sharded_events_ordered__amig_chunk_41_1_«chunk»`;
ALTER TABLE posthog.`sharded_events_ordered__amig_chunk_41_1_«chunk»` MOVE PARTITION ID «each partition of the chunk» TO TABLE posthog.sharded_events_ordered;
DROP TABLE posthog.`sharded_events_ordered__amig_chunk_41_1_«chunk»` SYNC;
DROP TABLE posthog.sharded_events__amig_snapshot_41_1 SYNC;
-- in chunks that become visible whole, each journaled; what stands between «» is known only when it runs
-- if both tables have the same columns, keys and partitions, parts are attached instead of rows copied
-- into a replicated table, partitions are attached (ATTACH PARTITION ID … FROM) instead of moved
-- refused if the destination holds rows; APPEND would allow it
-- no new chunk begins while replicas lag: SELECT max(absolute_delay) > 300 FROM system.replicas

-- [3] STEP materialized_columns FOR EACH ROW (name, type, default_expression)
-- the rows of:
-- on s1r1
SELECT name, type, default_expression FROM system.columns
    WHERE concat(database, '.', table) = 'posthog.sharded_events' AND default_kind = 'MATERIALIZED';
-- become:
-- on s1r1
ALTER TABLE posthog.sharded_events_ordered ADD COLUMN IF NOT EXISTS `«name»` «type» MATERIALIZED «default_expression»;
-- once for each row; what stands between «» is known only when it runs

-- [4] STEP deduplicate
-- on s1r1
OPTIMIZE TABLE posthog.sharded_events_ordered FINAL DEDUPLICATE;

-- [5] VERIFY COPY history BY PARTITION
-- on s1r1
SELECT «partition key» AS partition, count() AS rows, sum(cityHash64(uuid, event, properties, timestamp, team_id, distinct_id, created_at, _timestamp, _offset)) AS checksum
FROM posthog.sharded_events__amig_snapshot_41_1
GROUP BY partition ORDER BY partition;
SELECT «partition key» AS partition, count() AS rows, sum(cityHash64(uuid, event, properties, timestamp, team_id, distinct_id, created_at, _timestamp, _offset)) AS checksum
FROM posthog.sharded_events_ordered
GROUP BY partition ORDER BY partition;
-- both answers must be the same; what stands between «» is known only when it runs

-- [6] VERIFY no_partition_differs
-- on s1r1
SELECT partition, max(c) - min(c) AS diff
  FROM (SELECT _table, toYYYYMM(timestamp) AS partition, count() AS c
        FROM merge('posthog', '^sharded_events(_ordered)?$') GROUP BY _table, partition)
  GROUP BY partition HAVING diff != 0;
-- EXPECT NO ROWS

-- [7] CONFIRM 'Ingestion is stopped and the dashboards look right: swap the tables?'

-- [8] STEP swap
-- on s1r1
RENAME TABLE posthog.sharded_events TO posthog.sharded_events_backup, posthog.sharded_events_ordered TO posthog.sharded_events;

-- ROLLBACK, from the last started action to the first

-- rollback of [8] swap
-- on s1r1
RENAME TABLE posthog.sharded_events TO posthog.sharded_events_ordered, posthog.sharded_events_backup TO posthog.sharded_events;

-- rollback of [4] deduplicate: nothing to do, because rewrites parts of the staging table only

-- rollback of [3] materialized_columns: nothing to do, because create_staging drops the table

-- rollback of [2] history
-- on s1r1
TRUNCATE TABLE IF EXISTS posthog.sharded_events_ordered;

-- rollback of [1] create_staging
-- on s1r1
DROP TABLE IF EXISTS posthog.sharded_events_ordered SYNC;

-- FINALIZE, later, when a week has passed and nobody needs the old table

-- [9] STEP drop_backup
-- on s1r1
DROP TABLE IF EXISTS posthog.sharded_events_backup SYNC;

-- ROLLBACK, from the last started action to the first

-- rollback of [9] drop_backup: none, it is irreversible
