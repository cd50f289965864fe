---- one row
INSERT INTO t VALUES (1)

---- rows
INSERT INTO db.t (a, b, `c;d`) VALUES (1, 'x', NULL), (2, 'y', [1, 2]) , (3, DEFAULT, {'k': 'v'})

---- odd strings
INSERT INTO t VALUES ('it''s', 'it\'s', ';', '}', '{', '--', '/*', '#', '"', '`', '$$', '\\'), ('😀;', '日本', '\n', '	', '', '\0', '‘', '”', '—', '(', ')', ',')

---- strings of several lines
INSERT INTO t VALUES ('first
second; } third
'), ('--
x')

---- expressions
INSERT INTO t VALUES (1 + 1, now() - INTERVAL 1 DAY, toUUID('6f1ba3c5-0f2e-4a4b-8d4a-2f4cf9f8f7a1'), (SELECT max(x) FROM u), array(1, 2), {'a;': '}'}, -5, 1e3, 0xFF, true)

---- compound values
INSERT INTO t VALUES ([1, 2], ['a;', '}'], (1, 'x'), {'k': [1], 'l': []}, [(1, {'m': 'n;'})], '{"json": {"a": "}"}}')

---- no space
INSERT INTO t(a,b)VALUES(1,'a'),(2,'b;')

---- heredocs
INSERT INTO t VALUES ($$it's; }$$, $x$--$x$)

---- brackets in strings
INSERT INTO t (q) VALUES ('INSERT INTO u VALUES (''a'', ''b'');'), ('(((')

---- all columns but some
INSERT INTO t (* EXCEPT (a, b)) VALUES (1, 2)

---- with settings
INSERT INTO t SETTINGS async_insert = 1, wait_for_async_insert = 1 VALUES (1, ';')

---- into table
INSERT INTO TABLE db.t VALUES (1)

---- into a function
INSERT INTO FUNCTION remote('s2r1', 'db', 't', 'u', 'p;') (a, b) VALUES (1, '}')

---- into s3
INSERT INTO FUNCTION s3('https://b/{_partition_id}.csv', 'k', 's', 'CSV', 'a UInt8') PARTITION BY rand() % 10 SELECT number FROM numbers(100)

---- select
INSERT INTO t SELECT * FROM u WHERE x != ';'

---- select with columns and settings
INSERT INTO db.t (a, b) SETTINGS max_insert_threads = 4 SELECT a, '}' FROM u SETTINGS max_threads = 2

---- select in brackets
INSERT INTO t (SELECT 1 UNION ALL SELECT 2)

---- with before select
INSERT INTO t WITH 1 AS x, y AS (SELECT 2) SELECT x, * FROM y

---- with before insert
WITH x AS (SELECT 1 AS a) INSERT INTO t SELECT a FROM x

---- with a deduplication token
INSERT INTO t SETTINGS insert_deduplication_token = '41/copy;7', insert_deduplicate = 1 SELECT * FROM u

---- from a file
INSERT INTO t FROM INFILE '/x/{a,b}*.csv.gz' COMPRESSION 'gzip' FORMAT CSVWithNames

---- from a file with settings
INSERT INTO t (a) FROM INFILE 'a;b.tsv' SETTINGS max_threads = 1 FORMAT TSV

---- a table called format
INSERT INTO format (a) VALUES (1)

---- a column called format
INSERT INTO t (format, values, `select`) VALUES (1, 2, 3)

---- a database called values
INSERT INTO `values`.`format` SELECT 1

---- chunk of a copy
INSERT INTO db.events__amig_staging (uuid, event, at) SETTINGS max_threads = 8 SELECT uuid, event, at FROM posthog.events WHERE _partition_id = '202401' AND _part IN ('202401_1_1_0', '202401_2_2_0') ORDER BY event, at

---- format values
INSERT INTO t FORMAT Values (1, 'x;'), (2, '}')

---- format values, named in another case
INSERT INTO t (a, b) FORMAT VALUES (1, 'x')

---- parameters
INSERT INTO {t:Identifier} SELECT {a:UInt8}, {b:String}

---- values from parameters
INSERT INTO t VALUES ({a:UInt8}, {b:String})

---- numbers of all kinds
INSERT INTO t VALUES (1, -1, 1.5, 1e-5, nan, inf, -inf, 18446744073709551615, '340282366920938463463374607431768211455', 0.1, .5)

---- spaces and lines between rows
INSERT INTO t VALUES
    (1, 'a')
,
    (2, 'b;')

    , (3, '}')

---- a comment between rows
INSERT INTO t VALUES (1, 'a'), /* one; } */ (2, 'b')

---- null in all ways
INSERT INTO t VALUES (NULL, null, Null, '\N', [NULL], (NULL, 1))
