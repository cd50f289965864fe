-- 0001_create_events on cluster posthog (s1r1)
-- Create sharded_events on every node, and events over all shards
-- 0001_create_events.amig, plan …
-- requires clickhouse >=21.6.0
-- parameter sharded = posthog.sharded_events
-- parameter events = posthog.events

-- required when this is true:
-- on s1r1
SELECT count() = 0 FROM system.tables WHERE concat(database, '.', name) = 'posthog.sharded_events';

-- [1] STEP create_database
-- on s1r1
CREATE DATABASE IF NOT EXISTS posthog;

-- [2] STEP create_sharded_events 'each shard's share of the events'
-- on s1r1
CREATE TABLE posthog.sharded_events (
    `uuid` UUID,
    `event` String,
    `properties` String,
    `timestamp` DateTime64(6, 'UTC'),
    `team_id` Int64,
    `distinct_id` String,
    `elements_hash` String,
    `created_at` DateTime64(6, 'UTC'),
    `_timestamp` DateTime,
    `_offset` UInt64,
    `elements_chain` String
  )
  ENGINE = ReplacingMergeTree(`_timestamp`)
  PARTITION BY toYYYYMM(timestamp)
  ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid))
  SAMPLE BY cityHash64(distinct_id);

-- [3] STEP create_events 'one table over all shards'
-- on s1r1
CREATE TABLE posthog.events AS posthog.sharded_events
  ENGINE = Distributed('posthog', 'posthog', 'sharded_events', sipHash64(distinct_id));

-- [4] VERIFY both_tables_are_everywhere
-- on s1r1
SELECT count() FROM system.tables WHERE concat(database, '.', name) IN ('posthog.sharded_events', 'posthog.events');
-- EXPECT = 2

-- [5] VERIFY every_shard_answers
-- on s1r1
SELECT count() FROM clusterAllReplicas('posthog', system.one);
-- EXPECT > 0

-- ROLLBACK, from the last started action to the first

-- rollback of [3] create_events
-- on s1r1
DROP TABLE IF EXISTS posthog.events SYNC;

-- rollback of [2] create_sharded_events
-- on s1r1
DROP TABLE IF EXISTS posthog.sharded_events SYNC;

-- rollback of [1] create_database: nothing to do, because an empty database disturbs nobody, and others may have begun to use it
