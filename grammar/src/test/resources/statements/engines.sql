---- replicated, default path
CREATE TABLE events (id UInt64) ENGINE = ReplicatedMergeTree ORDER BY id

---- replicated, macros
CREATE TABLE events ON CLUSTER main (id UInt64, v UInt64)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', v)
ORDER BY id

---- replacing with is_deleted
CREATE TABLE users (id UInt64, version UInt64, gone UInt8) ENGINE = ReplacingMergeTree(version, gone) ORDER BY id

---- summing
CREATE TABLE sums (k String, a UInt64, b UInt64) ENGINE = SummingMergeTree((a, b)) ORDER BY k

---- collapsing
CREATE TABLE c (k UInt64, sign Int8) ENGINE = CollapsingMergeTree(sign) ORDER BY k

---- versioned collapsing
CREATE TABLE vc (k UInt64, sign Int8, v UInt32) ENGINE = VersionedCollapsingMergeTree(sign, v) ORDER BY k

---- coalescing
CREATE TABLE co (k UInt64, a Nullable(String)) ENGINE = CoalescingMergeTree ORDER BY k

---- graphite
CREATE TABLE graphite (Path String, Time DateTime, Value Float64, Version UInt32)
ENGINE = GraphiteMergeTree('graphite_rollup') ORDER BY (Path, Time)

---- distributed
CREATE TABLE events_all AS events ENGINE = Distributed(main, currentDatabase(), events, sipHash64(id))

---- distributed with a policy and settings
CREATE TABLE events_all ON CLUSTER 'main' AS posthog.events
ENGINE = Distributed('main', 'posthog', 'events', rand(), 'policy')
SETTINGS fsync_after_insert = 0, background_insert_batch = 1

---- kafka with settings
CREATE TABLE kafka_events (payload String)
ENGINE = Kafka
SETTINGS kafka_broker_list = 'b1:9092,b2:9092', kafka_topic_list = 'events', kafka_group_name = 'ch_{replica}',
         kafka_format = 'JSONAsString', kafka_num_consumers = 4, kafka_handle_error_mode = 'stream'

---- kafka with arguments
CREATE TABLE kafka_events (uuid UUID, event String) ENGINE = Kafka('b:9092', 'events', 'g', 'JSONEachRow', '\n', '', 2)

---- kafka from a named collection
CREATE TABLE kafka_events (line String) ENGINE = Kafka(kafka_main, kafka_topic_list = 'a', kafka_format = 'LineAsString')

---- rabbitmq
CREATE TABLE rabbit (key UInt64) ENGINE = RabbitMQ
SETTINGS rabbitmq_host_port = 'r:5672', rabbitmq_exchange_name = 'x', rabbitmq_format = 'JSONEachRow'

---- nats
CREATE TABLE nats (key UInt64) ENGINE = NATS SETTINGS nats_url = 'n:4222', nats_subjects = 'a,b.*', nats_format = 'CSV'

---- s3
CREATE TABLE s3_events (name String, value UInt32)
ENGINE = S3('https://bucket.example.com/data/{2020..2026}/part_{a,b,c}_*.csv.gz', 'key', 'se;cret', 'CSVWithNames', 'gzip')
PARTITION BY name
SETTINGS input_format_with_names_use_header = 0

---- s3 from a named collection
CREATE TABLE s3_events (name String) ENGINE = S3(backup_bucket, filename = 'x/{_partition_id}.parquet', format = 'Parquet') PARTITION BY name

---- s3 queue
CREATE TABLE s3queue (name String, value UInt32)
ENGINE = S3Queue('https://bucket.example.com/in/*', NOSIGN, 'JSONEachRow')
SETTINGS mode = 'ordered', after_processing = 'delete', keeper_path = '/clickhouse/s3queue/{shard}'

---- azure
CREATE TABLE az (k UInt64) ENGINE = AzureBlobStorage('DefaultEndpointsProtocol=https;AccountName=x;AccountKey=eA==', 'container', 'blob', 'CSV')

---- iceberg
CREATE TABLE ice ENGINE = IcebergS3('http://minio:9000/warehouse/t/', 'key', 'secret')

---- delta lake
CREATE TABLE delta ENGINE = DeltaLake('http://minio:9000/warehouse/d/', 'key', 'secret')

---- url
CREATE TABLE u (word String) ENGINE = URL('http://h/{0..9}?q=a;b', CSV, headers('Accept' = '*/*', 'X-Y' = '--'))

---- file
CREATE TABLE f (a UInt8) ENGINE = File(TabSeparated)

---- postgresql
CREATE TABLE p (id Int64, at DateTime) ENGINE = PostgreSQL('pg:5432', 'app', 'user', 'me', 'pa"ss', 'public', 'ON CONFLICT DO NOTHING')

---- mysql with settings
CREATE TABLE m (id Int64) ENGINE = MySQL('m:3306', 'd', 't', 'u', 'p', 0, 'UPDATE c2 = VALUES(c2)') SETTINGS connection_pool_size = 4

---- mongodb
CREATE TABLE mongo (_id String, doc String) ENGINE = MongoDB('m:27017', 'db', 'c', 'u', 'p')

---- redis
CREATE TABLE re (k String, v String) ENGINE = Redis('r:6379', 0, 'p', 16) PRIMARY KEY k

---- jdbc and odbc
CREATE TABLE o (a UInt8) ENGINE = ODBC('DSN=my;Uid=x;Pwd={a}', 'db', 't')

---- sqlite
CREATE TABLE lite (a Int32) ENGINE = SQLite('/data/x.db', 't')

---- embedded rocksdb
CREATE TABLE rocks (k String, v UInt32) ENGINE = EmbeddedRocksDB(3600) PRIMARY KEY k

---- keeper map
CREATE TABLE km (k String, v UInt32) ENGINE = KeeperMap('/amig/lease') PRIMARY KEY k

---- join
CREATE TABLE j (id UInt32, v String) ENGINE = Join(ANY, LEFT, id) SETTINGS join_use_nulls = 1

---- set
CREATE TABLE s (id UInt32) ENGINE = Set

---- buffer
CREATE TABLE b AS events ENGINE = Buffer(currentDatabase(), events, 16, 10, 100, 10000, 1000000, 10000000, 100000000)

---- merge
CREATE TABLE every_log AS log_1 ENGINE = Merge(REGEXP('^db_.*$'), '^log_[0-9]{1,2}$')

---- null, log, tiny log, stripe log
CREATE TABLE n (a UInt8) ENGINE = Null

---- stripe log
CREATE TABLE sl (a UInt8) ENGINE = StripeLog

---- dictionary
CREATE TABLE dt (id UInt64, name String) ENGINE = Dictionary(names)

---- generate random
CREATE TABLE g (a Array(Int8), s String) ENGINE = GenerateRandom(1, 5, 3)

---- executable
CREATE TABLE e (x String) ENGINE = Executable('gen.py', TabSeparated, (SELECT 1), (SELECT 2)) SETTINGS send_chunk_header = 1

---- executable pool
CREATE TABLE ep (x String) ENGINE = ExecutablePool('gen.py', 'JSONEachRow') SETTINGS pool_size = 2

---- fuzz
CREATE TABLE fz (s String) ENGINE = FuzzQuery('SELECT ''a''; -- x', 10)

---- time series
CREATE TABLE ts ENGINE = TimeSeries SETTINGS store_min_time_and_max_time = 1

---- alias
CREATE TABLE al ENGINE = Alias('db', 'target')

---- disk inline
CREATE TABLE d (a UInt8) ENGINE = MergeTree ORDER BY a
SETTINGS disk = disk(type = cache, path = '/c/', max_size = '10Gi', disk = disk(type = s3, endpoint = 'https://b/{shard}/', access_key_id = 'k', secret_access_key = 's'))
