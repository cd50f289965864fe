---- add a column
ALTER TABLE t ADD COLUMN a UInt8

---- add a column with everything
ALTER TABLE db.t ON CLUSTER main ADD COLUMN IF NOT EXISTS a LowCardinality(String) DEFAULT 'x;}' COMMENT 'it''s' CODEC(ZSTD(1)) TTL at + INTERVAL 1 DAY AFTER b

---- add columns
ALTER TABLE t ADD COLUMN a UInt8 FIRST, ADD COLUMN b String MATERIALIZED JSONExtractString(properties, '$b;'), ADD COLUMN c Date ALIAS toDate(at)

---- nested columns
ALTER TABLE t ADD COLUMN `n.c` Array(UInt8) DEFAULT arrayMap(x -> x + 1, `n.b`)

---- drop columns
ALTER TABLE t DROP COLUMN IF EXISTS a, DROP COLUMN b

---- rename columns
ALTER TABLE t RENAME COLUMN a TO b, RENAME COLUMN IF EXISTS `x y` TO `y;z`

---- clear a column
ALTER TABLE t CLEAR COLUMN IF EXISTS a IN PARTITION 202401

---- comment a column
ALTER TABLE t COMMENT COLUMN IF EXISTS a 'a; -- no comment, /* neither */ }'

---- modify a column
ALTER TABLE t MODIFY COLUMN a Nullable(Int64) DEFAULT NULL COMMENT 'x' CODEC(Delta, LZ4) FIRST

---- modify only a codec
ALTER TABLE t MODIFY COLUMN a CODEC(ZSTD(9)), MODIFY COLUMN IF EXISTS b DEFAULT 5, MODIFY COLUMN c TTL at + INTERVAL 1 HOUR

---- remove properties
ALTER TABLE t MODIFY COLUMN a REMOVE DEFAULT, MODIFY COLUMN b REMOVE TTL, MODIFY COLUMN c REMOVE CODEC, MODIFY COLUMN d REMOVE COMMENT

---- settings of a column
ALTER TABLE t MODIFY COLUMN a MODIFY SETTING max_compress_block_size = 1048576

---- reset settings of a column
ALTER TABLE t MODIFY COLUMN a RESET SETTING max_compress_block_size

---- alter column type
ALTER TABLE t ALTER COLUMN a TYPE UInt64

---- extend an enum
ALTER TABLE t MODIFY COLUMN e Enum8('a' = 1, 'b''s' = 2, '{c}' = 3)

---- materialize a column
ALTER TABLE t MATERIALIZE COLUMN a IN PARTITION ID '202401' SETTINGS mutations_sync = 2

---- update
ALTER TABLE t UPDATE a = a + 1, b = concat(b, ';'), c = if(d = '}', NULL, c) WHERE id IN (SELECT id FROM u WHERE x = 'y')

---- update in a partition
ALTER TABLE t ON CLUSTER main UPDATE a = {value:String} IN PARTITION tuple(2024, 'x') WHERE 1

---- delete
ALTER TABLE t DELETE WHERE at < now() - INTERVAL 90 DAY AND event NOT LIKE '$%' SETTINGS mutations_sync = 1

---- delete in a partition
ALTER TABLE t DELETE IN PARTITION 202401 WHERE team_id = 2

---- several mutations
ALTER TABLE t (DELETE WHERE a = 1), (UPDATE b = 2 WHERE c = 3)

---- lightweight delete
DELETE FROM db.t ON CLUSTER main IN PARTITION 202401 WHERE id = 7

---- lightweight update
UPDATE db.t SET a = 1, b = 'x;' WHERE id = 5

---- apply deleted mask
ALTER TABLE t APPLY DELETED MASK IN PARTITION ALL

---- apply patches
ALTER TABLE t APPLY PATCHES

---- sorting key
ALTER TABLE t MODIFY ORDER BY (a, b, c)

---- sorting key with its new column
ALTER TABLE t ADD COLUMN z UInt8, MODIFY ORDER BY (a, z)

---- sampling
ALTER TABLE t MODIFY SAMPLE BY intHash32(id)

---- no sampling
ALTER TABLE t REMOVE SAMPLE BY

---- ttl
ALTER TABLE t MODIFY TTL at + INTERVAL 1 MONTH TO VOLUME 'cold', at + INTERVAL 1 YEAR DELETE WHERE kind != ';'

---- no ttl
ALTER TABLE t REMOVE TTL

---- materialize ttl
ALTER TABLE t MATERIALIZE TTL IN PARTITION 202401

---- comment
ALTER TABLE t MODIFY COMMENT 'new; comment'

---- comment a database
ALTER DATABASE db MODIFY COMMENT 'it''s }'

---- settings
ALTER TABLE t MODIFY SETTING index_granularity_bytes = 1048576, storage_policy = 'tiered', disk = 's3'

---- reset settings
ALTER TABLE t RESET SETTING merge_with_ttl_timeout, max_part_loading_threads

---- settings of a database
ALTER DATABASE db MODIFY SETTING max_broken_tables_ratio = 0.5

---- add an index
ALTER TABLE t ADD INDEX IF NOT EXISTS i lower(body) TYPE ngrambf_v1(4, 1024, 1, 0) GRANULARITY 1 AFTER j

---- add an index first
ALTER TABLE t ADD INDEX i (a, b) TYPE minmax FIRST

---- materialize an index
ALTER TABLE t MATERIALIZE INDEX i IN PARTITION 202401 SETTINGS alter_sync = 2

---- clear an index
ALTER TABLE t CLEAR INDEX i IN PARTITION ID 'all'

---- drop an index
ALTER TABLE t DROP INDEX IF EXISTS i

---- an index of another dialect
CREATE INDEX IF NOT EXISTS i ON t (lower(a)) TYPE bloom_filter GRANULARITY 3

---- drop an index of another dialect
DROP INDEX i ON db.t

---- statistics
ALTER TABLE t ADD STATISTICS IF NOT EXISTS a, b TYPE TDigest, Uniq

---- modify statistics
ALTER TABLE t MODIFY STATISTICS a TYPE MinMax

---- materialize statistics
ALTER TABLE t MATERIALIZE STATISTICS a, b

---- drop statistics
ALTER TABLE t DROP STATISTICS IF EXISTS a

---- clear statistics
ALTER TABLE t CLEAR STATISTICS a

---- add a projection
ALTER TABLE t ADD PROJECTION IF NOT EXISTS p (SELECT a, sum(b) WHERE a != '}' GROUP BY a)

---- add a projection in a place
ALTER TABLE t ADD PROJECTION p (SELECT * ORDER BY b) AFTER q

---- materialize a projection
ALTER TABLE t MATERIALIZE PROJECTION p IN PARTITION '2024-01-01'

---- clear a projection
ALTER TABLE t CLEAR PROJECTION IF EXISTS p IN PARTITION 1

---- drop a projection
ALTER TABLE t DROP PROJECTION p

---- add a constraint
ALTER TABLE t ADD CONSTRAINT IF NOT EXISTS c CHECK a > 0 AND match(b, '^\\{[a-z;]+\\}$')

---- drop a constraint
ALTER TABLE t DROP CONSTRAINT c

---- drop a partition
ALTER TABLE t DROP PARTITION 202401

---- drop a partition of a tuple
ALTER TABLE t DROP PARTITION ('2024-01-01', 'a;b')

---- drop all partitions
ALTER TABLE t DROP PARTITION ALL

---- drop a partition by id, on a cluster
ALTER TABLE db.t ON CLUSTER main DROP PARTITION ID '2ba0f7f3b1b05fd3ae8b3e1e6bb8c4a1' SETTINGS max_partition_size_to_drop = 0

---- drop a part
ALTER TABLE t DROP PART '202401_4_6_1'

---- drop a detached part
ALTER TABLE t DROP DETACHED PARTITION 202401 SETTINGS allow_drop_detached = 1

---- forget a partition
ALTER TABLE t FORGET PARTITION 202401

---- detach a partition
ALTER TABLE t DETACH PARTITION 202401

---- detach a part
ALTER TABLE t DETACH PART 'all_2_2_0'

---- attach a partition
ALTER TABLE t ATTACH PARTITION ID '202401'

---- attach a part
ALTER TABLE t ATTACH PART 'all_2_2_0'

---- attach from another table
ALTER TABLE events_ordered ON CLUSTER main ATTACH PARTITION ID '202401' FROM posthog.events

---- replace
ALTER TABLE b REPLACE PARTITION '202401' FROM a

---- move to a table
ALTER TABLE staging MOVE PARTITION ID '202401' TO TABLE db.events

---- move to a disk
ALTER TABLE t MOVE PART '202401_1_1_0' TO DISK 'fast'

---- move to a volume
ALTER TABLE t MOVE PARTITION '2024-01-01' TO VOLUME 'cold'

---- move to a shard
ALTER TABLE t MOVE PART '0_22_22_0' TO SHARD '/clickhouse/tables/2/t'

---- fetch
ALTER TABLE t FETCH PARTITION 202401 FROM '/clickhouse/tables/1/t'

---- fetch a part
ALTER TABLE t FETCH PART 'all_0_0_0' FROM '/clickhouse/{x}'

---- freeze
ALTER TABLE t FREEZE WITH NAME 'before;0007'

---- freeze a partition
ALTER TABLE t FREEZE PARTITION 202401

---- unfreeze
ALTER TABLE t UNFREEZE PARTITION 202401 WITH NAME 'before'

---- rewrite parts
ALTER TABLE t REWRITE PARTS

---- a parameter as partition
ALTER TABLE t DROP PARTITION ID {partition:String}

---- identifiers from parameters
ALTER TABLE {db:Identifier}.{table:Identifier} DELETE WHERE {column:Identifier} = 1

---- many partition commands
ALTER TABLE t DROP PARTITION 1, DETACH PARTITION 2, MOVE PARTITION 3 TO DISK 'd'

---- unlock a snapshot
ALTER TABLE t UNLOCK SNAPSHOT 'x' FROM S3('https://b/x', 'k', 's')
