---- the smallest table
CREATE TABLE t (a UInt8) ENGINE = Memory

---- no engine, no columns' commas after the last
CREATE TABLE IF NOT EXISTS db.t (a UInt8, b String,)

---- all kinds of numbers
CREATE TABLE numbers
(
    i8 Int8, i16 Int16, i32 Int32, i64 Int64, i128 Int128, i256 Int256,
    u8 UInt8, u16 UInt16, u32 UInt32, u64 UInt64, u128 UInt128, u256 UInt256,
    f32 Float32, f64 Float64, bf BFloat16,
    d Decimal(18, 4), d32 Decimal32(2), d64 Decimal64(3), d128 Decimal128(10), d256 Decimal256(20),
    b Bool
)
ENGINE = MergeTree ORDER BY tuple()

---- all kinds of texts and dates
CREATE TABLE texts
(
    s String, fs FixedString(16), u UUID, ip4 IPv4, ip6 IPv6,
    d Date, d32 Date32, dt DateTime, dtz DateTime('Europe/Vienna'), dt64 DateTime64(6, 'UTC'), t Time, t64 Time64(3),
    e8 Enum8('a' = 1, 'b' = -2), e16 Enum16('it''s; {' = 1, 'x}' = 1000), e Enum('first', 'second')
)
ENGINE = MergeTree ORDER BY s

---- compound types
CREATE TABLE compound
(
    a Array(Array(Nullable(String))),
    m Map(LowCardinality(String), Array(UInt64)),
    t Tuple(x Float64, y Float64, `a b` Tuple(UInt8, String)),
    n Nested(id UInt32, name LowCardinality(Nullable(String))),
    v Variant(UInt64, String, Array(UInt64)),
    dyn Dynamic(max_types = 12),
    j JSON(max_dynamic_paths = 64, a.b UInt32, SKIP c.d, SKIP REGEXP '^tmp_.*'),
    p Point, r Ring, pg Polygon, mp MultiPolygon
)
ENGINE = MergeTree ORDER BY tuple()

---- states of aggregate functions
CREATE TABLE states
(
    day Date,
    users AggregateFunction(uniq, UInt64),
    q AggregateFunction(quantiles(0.5, 0.9), Float64),
    hits SimpleAggregateFunction(sum, UInt64),
    last SimpleAggregateFunction(anyLast, Nullable(String))
)
ENGINE = AggregatingMergeTree ORDER BY day

---- codecs
CREATE TABLE readings
(
    sensor LowCardinality(String),
    at DateTime64(3) CODEC(DoubleDelta, ZSTD(1)),
    value Float64 CODEC(Gorilla(8), LZ4HC(9)),
    counter UInt64 CODEC(Delta(8), T64, LZ4),
    price Float32 CODEC(FPC(12), ZSTD),
    raw String CODEC(NONE),
    secret String CODEC(AES_128_GCM_SIV),
    other UInt32 CODEC(Default)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (sensor, at)

---- defaults of every kind
CREATE TABLE defaults
(
    id UInt64 DEFAULT generateSnowflakeID(),
    at DateTime DEFAULT now() COMMENT 'when; it''s "ours"',
    day Date MATERIALIZED toDate(at),
    hour UInt8 ALIAS toHour(at),
    x EPHEMERAL 'nothing',
    y UInt8 EPHEMERAL,
    z DEFAULT concat(x, '}')
)
ENGINE = MergeTree ORDER BY id

---- TTL of columns and of the table
CREATE TABLE logs
(
    at DateTime,
    level Enum8('debug' = 0, 'info' = 1, 'error' = 2),
    body String TTL at + INTERVAL 1 MONTH,
    trace String DEFAULT '' CODEC(ZSTD(3)) TTL at + toIntervalDay(7)
)
ENGINE = MergeTree
ORDER BY at
TTL at + INTERVAL 1 WEEK TO VOLUME 'cold',
    at + INTERVAL 2 WEEK TO DISK 's3',
    at + INTERVAL 1 YEAR DELETE WHERE level = 'debug',
    at + INTERVAL 6 MONTH RECOMPRESS CODEC(ZSTD(17)),
    at + INTERVAL 3 YEAR
SETTINGS storage_policy = 'tiered', merge_with_ttl_timeout = 3600

---- TTL that groups
CREATE TABLE metrics
(
    name String, tags Map(String, String), at DateTime, value Float64, worst SimpleAggregateFunction(max, Float64)
)
ENGINE = MergeTree
ORDER BY (name, toStartOfDay(at), at)
TTL at + INTERVAL 30 DAY GROUP BY name, toStartOfDay(at) SET value = sum(value), worst = max(worst), at = min(at)

---- projections
CREATE TABLE visits
(
    user UInt64, url String, at DateTime, took UInt32,
    PROJECTION by_url (SELECT * ORDER BY url),
    PROJECTION daily (SELECT toDate(at) AS day, count(), quantile(0.95)(took) GROUP BY day),
    PROJECTION keys (SELECT user, _part_offset ORDER BY user)
)
ENGINE = MergeTree ORDER BY (at, user)

---- data skipping indices
CREATE TABLE indexed
(
    id UInt64, body String, tags Array(String), embedding Array(Float32),
    INDEX i_minmax id TYPE minmax GRANULARITY 4,
    INDEX i_set (length(body) * 2) TYPE set(100) GRANULARITY 1,
    INDEX i_ngram body TYPE ngrambf_v1(3, 256, 2, 0) GRANULARITY 1,
    INDEX i_token lower(body) TYPE tokenbf_v1(10240, 3, 0) GRANULARITY 2,
    INDEX i_bloom tags TYPE bloom_filter(0.01),
    INDEX i_text body TYPE text(tokenizer = 'splitByNonAlpha'),
    INDEX i_vector embedding TYPE vector_similarity('hnsw', 'L2Distance', 1536) GRANULARITY 100000000
)
ENGINE = MergeTree ORDER BY id

---- constraints
CREATE TABLE constrained
(
    a Int32,
    b String,
    CONSTRAINT a_is_positive CHECK a > 0,
    CONSTRAINT b_is_short CHECK length(b) < 100 AND b != '}',
    CONSTRAINT assumed ASSUME a < 1000000
)
ENGINE = MergeTree ORDER BY a

---- primary key shorter than the sorting key, sampling
CREATE TABLE sampled (d Date, user UInt64, x Int8)
ENGINE = MergeTree()
PARTITION BY (toMonday(d), x % 4)
PRIMARY KEY (d, intHash32(user))
ORDER BY (d, intHash32(user), x DESC)
SAMPLE BY intHash32(user)
SETTINGS index_granularity = 1024, allow_experimental_reverse_key = 1

---- primary key on the column
CREATE TABLE k (id UInt64 PRIMARY KEY, v Nullable(String) NULL, w String NOT NULL)

---- settings of a column
CREATE TABLE big_blobs (id UInt64, blob String SETTINGS (min_compress_block_size = 16777216, max_compress_block_size = 16777216))
ENGINE = MergeTree ORDER BY id

---- statistics
CREATE TABLE measured (a Int64 STATISTICS(TDigest, MinMax, CountMin), b String STATISTICS(Uniq))
ENGINE = MergeTree ORDER BY tuple()

---- as another table
CREATE TABLE copy AS db.original

---- as another table with an engine
CREATE TABLE copy AS db.original ENGINE = ReplacingMergeTree ORDER BY id

---- clone
CREATE TABLE clone CLONE AS db.original ENGINE = MergeTree ORDER BY tuple()

---- from a query
CREATE TABLE yesterday ENGINE = MergeTree ORDER BY id AS SELECT * FROM events WHERE day = yesterday()

---- from a query, empty
CREATE TABLE IF NOT EXISTS yesterday ENGINE = MergeTree ORDER BY () EMPTY AS SELECT 1 AS id, 'x' AS s

---- from a table function
CREATE TABLE remote_events AS remote('s2r1:9000', db, events)

---- temporary
CREATE TEMPORARY TABLE IF NOT EXISTS scratch (a UInt8, b String) ENGINE = Memory

---- or replace, with a comment
CREATE OR REPLACE TABLE t (a UInt8) ENGINE = Memory COMMENT 'semicolons ; and braces } do not matter'

---- replace
REPLACE TABLE t (a UInt16) ENGINE = MergeTree ORDER BY a

---- with a UUID
CREATE TABLE t UUID '6f1ba3c5-0f2e-4a4b-8d4a-2f4cf9f8f7a1' ON CLUSTER 'main' (a UInt8) ENGINE = MergeTree ORDER BY a

---- names in all quotes
CREATE TABLE `my db`."my table" (`a``b` UInt8, "c""d" UInt8, `e\`f` UInt8, "{x}" UInt8, `;` UInt8, "$id" UInt8, `日本` String)
ENGINE = MergeTree ORDER BY (`a``b`, "c""d")

---- names that are keywords
CREATE TABLE `select` (`from` UInt8, date Date, table String, format String, key UInt8, values String) ENGINE = Memory

---- names with dollar signs
CREATE TABLE persons (person$id UInt64, $group_0 String, a$b$c String) ENGINE = Memory

---- databases
CREATE DATABASE IF NOT EXISTS posthog ON CLUSTER main ENGINE = Atomic COMMENT 'all of it'

---- a replicated database
CREATE DATABASE r ENGINE = Replicated('/clickhouse/databases/r', '{shard}', '{replica}') SETTINGS max_broken_tables_ratio = 1

---- a database of another server
CREATE DATABASE pg ENGINE = PostgreSQL('pg:5432', 'app', 'reader', 'p;w}d', 'public', 1)

---- overlay of a mysql database
CREATE DATABASE my ENGINE = MySQL('my:3306', 'shop', 'reader', '\'quoted\'')

---- drop
DROP TABLE t

---- drop with all clauses
DROP TABLE IF EXISTS db.a, db.b ON CLUSTER main SYNC

---- drop if empty
DROP TABLE IF EMPTY db.t

---- drop a temporary table without delay
DROP TEMPORARY TABLE scratch

---- drop a database
DROP DATABASE IF EXISTS posthog ON CLUSTER 'main' NO DELAY

---- undrop
UNDROP TABLE t UUID '6f1ba3c5-0f2e-4a4b-8d4a-2f4cf9f8f7a1' ON CLUSTER main

---- truncate
TRUNCATE TABLE IF EXISTS db.t ON CLUSTER main SYNC

---- truncate many
TRUNCATE ALL TABLES FROM IF EXISTS db LIKE 'tmp\_%'

---- truncate a database
TRUNCATE DATABASE db

---- rename one
RENAME TABLE a TO b

---- rename many
RENAME TABLE a TO a_old, a_new TO a ON CLUSTER main

---- rename other things
RENAME DATABASE x TO y

---- rename a dictionary
RENAME DICTIONARY IF EXISTS d TO e

---- exchange
EXCHANGE TABLES events AND events_ordered ON CLUSTER main

---- exchange dictionaries
EXCHANGE DICTIONARIES d AND e

---- attach by name
ATTACH TABLE IF NOT EXISTS db.t ON CLUSTER main

---- attach from a folder
ATTACH TABLE t FROM '/var/lib/clickhouse/user_files/t' (a UInt8) ENGINE = MergeTree ORDER BY a

---- attach as replicated
ATTACH TABLE t AS REPLICATED

---- detach
DETACH TABLE IF EXISTS t ON CLUSTER main PERMANENTLY SYNC

---- detach a database
DETACH DATABASE db
