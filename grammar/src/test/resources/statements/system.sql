---- sync
SYSTEM SYNC REPLICA ON CLUSTER main db.t STRICT

---- sync lightly
SYSTEM SYNC REPLICA db.t LIGHTWEIGHT FROM 's1r1', 's2r1'

---- sync a database
SYSTEM SYNC DATABASE REPLICA r

---- restart a replica
SYSTEM RESTART REPLICA db.t

---- restore a replica
SYSTEM RESTORE REPLICA db.t ON CLUSTER main

---- drop a dead replica
SYSTEM DROP REPLICA 's1r2' FROM TABLE db.t

---- drop a dead replica by path
SYSTEM DROP REPLICA 'r;1' FROM ZKPATH '/clickhouse/tables/{shard}/t'

---- merges
SYSTEM STOP MERGES ON CLUSTER main db.t

---- merges of a volume
SYSTEM START MERGES ON VOLUME tiered.cold

---- everything else that stops
SYSTEM STOP TTL MERGES db.t

---- moves
SYSTEM STOP MOVES db.t

---- fetches
SYSTEM STOP FETCHES

---- sends
SYSTEM START REPLICATED SENDS db.t

---- queues
SYSTEM STOP REPLICATION QUEUES db.t

---- distributed
SYSTEM FLUSH DISTRIBUTED db.d SETTINGS use_compact_format_in_distributed_parts_names = 1

---- stop distributed
SYSTEM STOP DISTRIBUTED SENDS db.d ON CLUSTER main

---- logs
SYSTEM FLUSH LOGS query_log, part_log

---- async inserts
SYSTEM FLUSH ASYNC INSERT QUEUE

---- caches
SYSTEM DROP MARK CACHE

---- query cache
SYSTEM DROP QUERY CACHE TAG 'x;y'

---- schema cache
SYSTEM DROP SCHEMA CACHE FOR S3

---- filesystem cache
SYSTEM DROP FILESYSTEM CACHE 's3_cache' KEY abc

---- reload
SYSTEM RELOAD CONFIG ON CLUSTER main

---- reload functions
SYSTEM RELOAD FUNCTION 'f'

---- views
SYSTEM REFRESH VIEW db.v

---- wait for a view
SYSTEM WAIT VIEW v

---- stop a view
SYSTEM STOP VIEW v

---- failpoints
SYSTEM ENABLE FAILPOINT replicated_merge_tree_commit_zk_fail_after_op

---- loading parts
SYSTEM WAIT LOADING PARTS db.t

---- unfreeze
SYSTEM UNFREEZE WITH NAME 'backup'

---- kill the server
SYSTEM SHUTDOWN

---- thread fuzzer
SYSTEM START THREAD FUZZER

---- listen
SYSTEM STOP LISTEN ON CLUSTER main QUERIES ALL EXCEPT TCP, HTTP

---- jemalloc
SYSTEM JEMALLOC PURGE

---- optimize
OPTIMIZE TABLE db.t ON CLUSTER main PARTITION ID '202401' FINAL DEDUPLICATE BY * EXCEPT (a, b) SETTINGS optimize_throw_if_noop = 1

---- optimize by a regexp
OPTIMIZE TABLE t FINAL DEDUPLICATE BY COLUMNS('^[a-z]{2};')

---- optimize a dry run
OPTIMIZE TABLE t FINAL CLEANUP

---- kill a query
KILL QUERY WHERE query_id = 'a;b' OR query LIKE '%}%' ASYNC

---- kill a mutation
KILL MUTATION ON CLUSTER main WHERE database = 'db' AND table = 't' AND mutation_id = 'mutation_3.txt' SYNC

---- kill a move
KILL PART_MOVE_TO_SHARD WHERE task_uuid = 'x' TEST

---- kill with a format
KILL QUERY WHERE elapsed > 60 TEST FORMAT JSONEachRow

---- explain
EXPLAIN SELECT 1

---- explain the plan
EXPLAIN PLAN indexes = 1, actions = 1, json = 1 SELECT * FROM t WHERE a = ';' SETTINGS max_threads = 1 FORMAT TSVRaw

---- explain syntax
EXPLAIN SYNTAX oneline = 1 SELECT * FROM a, b WHERE a.x = b.x

---- explain ast of something
EXPLAIN AST ALTER TABLE t DELETE WHERE 1

---- explain pipeline
EXPLAIN PIPELINE graph = 1 SELECT sum(x) FROM t GROUP BY y

---- explain estimate
EXPLAIN ESTIMATE SELECT * FROM t

---- explain query tree
EXPLAIN QUERY TREE run_passes = 1 SELECT '}'

---- explain an insert
EXPLAIN INSERT INTO t SELECT * FROM u

---- explain an override
EXPLAIN TABLE OVERRIDE mysql('m', 'd', 't', 'u', 'p') PARTITION BY toYYYYMM(at)

---- show databases
SHOW DATABASES NOT ILIKE '%;%' LIMIT 10

---- show tables
SHOW FULL TEMPORARY TABLES FROM db LIKE 't\_%' LIMIT 5 FORMAT Pretty

---- show tables where
SHOW TABLES FROM `my db` WHERE name != '}' INTO OUTFILE 'x.txt'

---- show columns
SHOW EXTENDED FULL COLUMNS FROM t FROM db LIKE 'a%'

---- show index
SHOW INDEX FROM t IN db WHERE 1

---- show create
SHOW CREATE TABLE db.t

---- show create of other things
SHOW CREATE DICTIONARY db.names FORMAT TSVRaw

---- show processes
SHOW PROCESSLIST

---- show settings
SHOW CHANGED SETTINGS ILIKE '%mem%'

---- show one setting
SHOW SETTING max_threads

---- show functions
SHOW FUNCTIONS LIKE '%JSON%'

---- show clusters
SHOW CLUSTERS LIKE 'm%' LIMIT 1

---- show one cluster
SHOW CLUSTER 'main'

---- show merges
SHOW MERGES LIKE 't%' LIMIT 3

---- show engines
SHOW ENGINES

---- show caches
SHOW FILESYSTEM CACHES

---- show dictionaries
SHOW DICTIONARIES FROM db LIKE '%reg%' LIMIT 2

---- exists
EXISTS TEMPORARY TABLE t

---- exists others
EXISTS DATABASE db FORMAT JSON

---- describe
DESCRIBE TABLE db.t SETTINGS describe_include_subcolumns = 1

---- describe a query
DESC (SELECT 1 AS a, '}' AS b)

---- describe a function
DESCRIBE s3('https://b/{a,b}.csv', 'CSV')

---- check
CHECK TABLE db.t PARTITION 202401 FORMAT PrettyCompactMonoBlock SETTINGS check_query_single_value_result = 0

---- check a part
CHECK TABLE t PART 'all_0_0_0'

---- check everything
CHECK ALL TABLES

---- use
USE `my; db`

---- set
SET max_threads = 8, join_algorithm = 'auto', max_memory_usage = 1e10, allow_suspicious_codecs = true

---- set a parameter
SET param_id = '{;}', param_x = 5

---- set a map
SET http_response_headers = {'X-A': '1;', 'X-B': '}'}

---- set to the default
SET max_threads = DEFAULT

---- transactions
BEGIN TRANSACTION

---- commit
COMMIT

---- rollback
ROLLBACK

---- a snapshot of a transaction
SET TRANSACTION SNAPSHOT 5

---- backup
BACKUP TABLE db.t AS db.t2 PARTITIONS '2024', ('a', ';'), DATABASE x EXCEPT TABLES y, z TO Disk('backups', '1.zip') SETTINGS base_backup = Disk('backups', '0.zip'), password = 'p;}'

---- backup everything
BACKUP ALL EXCEPT DATABASES system, tmp ON CLUSTER main TO S3('https://b/{shard}', 'k', 's') ASYNC

---- restore
RESTORE TABLE db.t AS db.restored FROM File('/b/1.tar.gz') SETTINGS allow_non_empty_tables = true, structure_only = 1

---- watch
WATCH db.live EVENTS LIMIT 5

---- parallel with
DROP TABLE a PARALLEL WITH DROP TABLE b PARALLEL WITH TRUNCATE TABLE c
