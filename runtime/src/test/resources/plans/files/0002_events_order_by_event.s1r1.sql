-- 0002_events_order_by_event on s1r1 (ch-1-1:9100) of cluster posthog, forward, plan …

-- [1] STEP create_staging 'staging table with the new sorting key'
CREATE TABLE posthog.sharded_events_ordered (
    `uuid` UUID, `event` String, `properties` String, `timestamp` DateTime64(6, 'UTC'),
    `team_id` Int64, `distinct_id` String, `created_at` DateTime64(6, 'UTC'), `_timestamp` DateTime, `_offset` UInt64
  )
  ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/posthog.sharded_events_ordered/run_41', '{replica}', `_timestamp`)
  PARTITION BY toYYYYMM(timestamp)
  ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid));

-- [2] COPY history FROM posthog.sharded_events TO posthog.sharded_events_ordered PARALLEL 2 SETTINGS max_block_size = 200000, max_insert_block_size = 200000, optimize_on_insert = 0
-- CREATE TABLE posthog.sharded_events__amig_snapshot_41_1 AS posthog.sharded_events ENGINE = «MergeTree with its keys»;
-- ALTER TABLE posthog.sharded_events__amig_snapshot_41_1 ATTACH PARTITION ID «each partition» FROM posthog.sharded_events;
-- CREATE TABLE posthog.`sharded_events_ordered__amig_chunk_41_1_«chunk»` AS posthog.sharded_events_ordered ENGINE = «MergeTree with its keys»;
-- INSERT INTO posthog.`sharded_events_ordered__amig_chunk_41_1_«chunk»` (uuid, event, properties, timestamp, team_id, distinct_id, created_at, _timestamp, _offset)
-- SELECT uuid, event, properties, timestamp, team_id, distinct_id, created_at, _timestamp, _offset
-- FROM posthog.sharded_events__amig_snapshot_41_1
-- WHERE _part IN («parts»);
-- SELECT count() FROM posthog.`sharded_events_ordered__amig_chunk_41_1_«chunk»`;
-- ALTER TABLE posthog.`sharded_events_ordered__amig_chunk_41_1_«chunk»` MOVE PARTITION ID «each partition of the chunk» TO TABLE posthog.sharded_events_ordered;
-- DROP TABLE posthog.`sharded_events_ordered__amig_chunk_41_1_«chunk»` SYNC;
-- DROP TABLE posthog.sharded_events__amig_snapshot_41_1 SYNC;
SELECT throwIf(true, 'history is done by amig run; take this line out when you have done it by hand');
-- in chunks that become visible whole, each journaled; what stands between «» is known only when it runs
-- if both tables have the same columns, keys and partitions, parts are attached instead of rows copied
-- into a replicated table, partitions are attached (ATTACH PARTITION ID … FROM) instead of moved
-- refused if the destination holds rows; APPEND would allow it
-- no new chunk begins while replicas lag: SELECT max(absolute_delay) > 300 FROM system.replicas

-- [3] STEP materialized_columns FOR EACH ROW (name, type, default_expression)
-- ALTER TABLE posthog.sharded_events_ordered ADD COLUMN IF NOT EXISTS `«name»` «type» MATERIALIZED «default_expression»;
SELECT throwIf(true, 'materialized_columns is done by amig run; take this line out when you have done it by hand');
-- once for each row; what stands between «» is known only when it runs

-- [4] STEP deduplicate
OPTIMIZE TABLE posthog.sharded_events_ordered FINAL DEDUPLICATE;

-- [5] VERIFY COPY history BY PARTITION
-- SELECT «partition key» AS partition, count() AS rows, sum(cityHash64(uuid, event, properties, timestamp, team_id, distinct_id, created_at, _timestamp, _offset)) AS checksum
-- FROM posthog.sharded_events__amig_snapshot_41_1
-- GROUP BY partition ORDER BY partition;
-- SELECT «partition key» AS partition, count() AS rows, sum(cityHash64(uuid, event, properties, timestamp, team_id, distinct_id, created_at, _timestamp, _offset)) AS checksum
-- FROM posthog.sharded_events_ordered
-- GROUP BY partition ORDER BY partition;
SELECT throwIf(true, 'verify_copy_history is done by amig run; take this line out when you have done it by hand');
-- both answers must be the same; what stands between «» is known only when it runs

-- [6] VERIFY no_partition_differs
SELECT partition, max(c) - min(c) AS diff
  FROM (SELECT _table, toYYYYMM(timestamp) AS partition, count() AS c
        FROM merge('posthog', '^sharded_events(_ordered)?$') GROUP BY _table, partition)
  GROUP BY partition HAVING diff != 0;
-- EXPECT NO ROWS

-- [7] CONFIRM 'Ingestion is stopped and the dashboards look right: swap the tables?'
-- stop here until somebody has answered

-- [8] STEP swap
RENAME TABLE posthog.sharded_events TO posthog.sharded_events_backup, posthog.sharded_events_ordered TO posthog.sharded_events;
