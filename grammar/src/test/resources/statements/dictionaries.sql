---- flat from clickhouse
CREATE DICTIONARY names (id UInt64, name String DEFAULT '') PRIMARY KEY id
SOURCE(CLICKHOUSE(HOST 'localhost' PORT 9000 USER 'default' PASSWORD '' DB 'db' TABLE 'names' WHERE 'id > 0; '))
LIFETIME(MIN 300 MAX 600)
LAYOUT(FLAT())

---- everything
CREATE DICTIONARY IF NOT EXISTS db.places ON CLUSTER main
(
    id UInt64,
    parent UInt64 DEFAULT 0 HIERARCHICAL,
    name String DEFAULT 'n/a' EXPRESSION upper(label) INJECTIVE,
    object String IS_OBJECT_ID,
    at Nullable(DateTime) DEFAULT NULL
)
PRIMARY KEY id
SOURCE(HTTP(url 'http://x/y.tsv?a=1;b=2' format 'TabSeparated' credentials(user 'u' password 'p}') headers(header(name 'API-KEY' value 'k;'))))
LAYOUT(HASHED(PREALLOCATE 1 MAX_LOAD_FACTOR 0.7))
LIFETIME(3600)
SETTINGS(format_csv_allow_single_quotes = 0)
COMMENT 'of all places'

---- ranges
CREATE DICTIONARY prices (id UInt64, a Date, b Date, price Float64) PRIMARY KEY id
SOURCE(POSTGRESQL(PORT 5432 HOST 'pg' USER 'u' PASSWORD 'p' DB 'd' QUERY 'SELECT * FROM prices WHERE {condition};'))
LAYOUT(RANGE_HASHED(range_lookup_strategy 'max')) RANGE(MIN a MAX b) LIFETIME(0)

---- cache with complex key
CREATE DICTIONARY cc (a String, b UInt64, v String) PRIMARY KEY a, b
SOURCE(MYSQL(NAME my_collection TABLE 't' UPDATE_FIELD 'at' UPDATE_LAG 15))
LAYOUT(COMPLEX_KEY_CACHE(SIZE_IN_CELLS 1000000)) LIFETIME(MIN 0 MAX 10)

---- ip trie from a file
CREATE DICTIONARY geo (prefix String, asn UInt32, cca2 String DEFAULT '??') PRIMARY KEY prefix
SOURCE(FILE(path '/user_files/geo.csv' format 'CSVWithNames')) LAYOUT(IP_TRIE(ACCESS_TO_KEY_FROM_ATTRIBUTES 1)) LIFETIME(3600)

---- regexp tree
CREATE DICTIONARY agents (regexp String, name String) PRIMARY KEY regexp SOURCE(YAMLRegExpTree(PATH '/a.yaml')) LAYOUT(REGEXP_TREE) LIFETIME(0)

---- polygons
CREATE DICTIONARY polys (k Array(Array(Array(Array(Float64)))), name String) PRIMARY KEY k
SOURCE(NULL()) LAYOUT(POLYGON(STORE_POLYGON_KEY_COLUMN 1)) LIFETIME(0)

---- executable
CREATE DICTIONARY ex (id UInt64, v String) PRIMARY KEY id SOURCE(EXECUTABLE(command 'cat /x; echo "}"' format 'TSV')) LAYOUT(DIRECT())

---- replace
CREATE OR REPLACE DICTIONARY names (id UInt64, name String) PRIMARY KEY id SOURCE(CLICKHOUSE(TABLE 'n')) LAYOUT(SPARSE_HASHED) LIFETIME(1)

---- drop, detach, attach
DROP DICTIONARY IF EXISTS db.names ON CLUSTER main

---- detach
DETACH DICTIONARY names PERMANENTLY

---- reload
SYSTEM RELOAD DICTIONARY db.names ON CLUSTER main

---- use
SELECT dictGet('db.names', 'name', toUInt64(1)), dictHas(names, 5), dictGetHierarchy('places', 7)

---- a named collection
CREATE NAMED COLLECTION IF NOT EXISTS bucket ON CLUSTER main AS
    url = 'https://b/{a,b}/', access_key_id = 'k' OVERRIDABLE, secret_access_key = 's;}{' NOT OVERRIDABLE, max_connections = 10

---- alter a named collection
ALTER NAMED COLLECTION bucket SET url = 'x', n = 1 DELETE secret_access_key

---- drop a named collection
DROP NAMED COLLECTION IF EXISTS bucket ON CLUSTER main

---- a function
CREATE FUNCTION IF NOT EXISTS linear ON CLUSTER main AS (x, k, b) -> k * x + b

---- a function of one argument
CREATE OR REPLACE FUNCTION parity AS n -> if(n % 2, 'odd', 'even; {}')

---- a function of none
CREATE FUNCTION nothing AS () -> '}'

---- drop a function
DROP FUNCTION IF EXISTS linear ON CLUSTER main

---- workloads
CREATE WORKLOAD all SETTINGS max_concurrent_threads = 100

---- a workload in another
CREATE OR REPLACE WORKLOAD migration IN all SETTINGS priority = 9, weight = 2, max_io_requests = 10 FOR net_read

---- a resource
CREATE RESOURCE net_read (READ DISK s3, WRITE ANY DISK)

---- a resource of processors
CREATE RESOURCE cpu (MASTER THREAD, WORKER THREAD)

---- drop a workload
DROP WORKLOAD IF EXISTS migration
