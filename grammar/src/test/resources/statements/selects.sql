---- one
SELECT 1

---- every clause
WITH 5 AS n, (SELECT max(at) FROM t) AS latest
SELECT DISTINCT a, b, count(*) AS c, n
FROM db.events AS e FINAL SAMPLE 1/10 OFFSET 1/2
ARRAY JOIN tags AS tag, arrayEnumerate(tags) AS i
PREWHERE at >= latest - INTERVAL 7 DAY
WHERE tag NOT IN ('x;', '}') AND i > 0
GROUP BY a, b WITH TOTALS
HAVING c > 1
ORDER BY c DESC NULLS LAST COLLATE 'de', a ASC
LIMIT 3 BY a
LIMIT 10, 20
SETTINGS max_threads = 4, optimize_read_in_order = 0
FORMAT JSONEachRow

---- in brackets
((SELECT 1))

---- unions
SELECT 1 UNION ALL SELECT 2 UNION DISTINCT (SELECT 3 INTERSECT SELECT 3) EXCEPT SELECT 4 ORDER BY 1

---- from first
FROM t SELECT a, b WHERE a = 1

---- columns by regexp, with modifiers
SELECT COLUMNS('^a{1,2};') APPLY(sum) EXCEPT (aa) REPLACE (b + 1 AS b), t.* EXCEPT STRICT a FROM t

---- apply with a lambda
SELECT * APPLY(x -> toString(x) || '}') FROM t

---- dynamic columns
SELECT *, COLUMNS(a, b), t.COLUMNS('x') FROM t

---- joins of all kinds
SELECT * FROM a
INNER JOIN b ON a.id = b.id
LEFT ANY JOIN c USING (id)
GLOBAL RIGHT SEMI JOIN d ON d.x = a.x AND d.y > 0
FULL OUTER JOIN e ON TRUE
LEFT ASOF JOIN f ON f.k = a.k AND f.t <= a.t
CROSS JOIN g, h
PASTE JOIN i

---- array joins
SELECT * FROM t LEFT ARRAY JOIN m.keys AS k, m.values AS v

---- recursion
WITH RECURSIVE tree AS (SELECT 1 AS id, 0 AS depth UNION ALL SELECT id + 1, depth + 1 FROM tree WHERE depth < 5)
SELECT * FROM tree

---- common tables
WITH a AS (SELECT 1 AS x), b AS MATERIALIZED (SELECT x + 1 AS y FROM a), 'it''s;' AS c SELECT * FROM a, b WHERE c != '}'

---- columns of a common table
WITH a (x, y) AS (SELECT 1, 2) SELECT x FROM a

---- windows
SELECT
    row_number() OVER (PARTITION BY team ORDER BY at ASC),
    sum(x) OVER w AS s,
    lagInFrame(x, 1, 0) OVER (w ROWS BETWEEN 1 PRECEDING AND CURRENT ROW),
    avg(x) OVER (ORDER BY at RANGE BETWEEN INTERVAL 10 SECOND PRECEDING AND UNBOUNDED FOLLOWING),
    first_value(x) RESPECT NULLS OVER ()
FROM t
WINDOW w AS (PARTITION BY team ORDER BY at), w2 AS (ORDER BY x GROUPS BETWEEN 2 PRECEDING AND 1 FOLLOWING)

---- qualify
SELECT a, rank() OVER (ORDER BY b) AS r FROM t QUALIFY r <= 3

---- fill
SELECT toDate(at) AS d, count() FROM t GROUP BY d
ORDER BY d WITH FILL FROM toDate('2026-01-01') TO toDate('2026-02-01') STEP INTERVAL 1 DAY STALENESS INTERVAL 3 DAY, x INTERPOLATE (c AS c + 1, e)

---- limits
SELECT * FROM t ORDER BY a LIMIT 5 WITH TIES

---- fetch
SELECT * FROM t ORDER BY a OFFSET 10 ROWS FETCH NEXT 5 ROWS WITH TIES

---- limit by with an offset
SELECT * FROM t LIMIT 2, 3 BY a, b LIMIT 10 OFFSET 5

---- negative and fractional limits
SELECT * FROM t ORDER BY a LIMIT -5 OFFSET 0.5

---- order by all
SELECT * FROM t ORDER BY ALL DESC

---- group by all
SELECT a, count() FROM t GROUP BY ALL

---- cube and rollup
SELECT a, b, grouping(a) FROM t GROUP BY GROUPING SETS ((a, b), (a), ())

---- rollup
SELECT a, b, count() FROM t GROUP BY ROLLUP(a, b) ORDER BY a

---- cube
SELECT a, b, count() FROM t GROUP BY a, b WITH CUBE

---- distinct and top
SELECT TOP 5 WITH TIES a FROM t ORDER BY a

---- lambdas
SELECT arrayMap(x -> (x, -x), arr), arrayFilter((k, v) -> v > 0 AND k != '->', ks, vs), arrayFold((acc, x) -> acc + x, [1, 2], toInt64(0))

---- operators
SELECT -1 + 2 * 3 / 4 % 5, 7 DIV 2, 7 MOD 2, a || b, NOT a, a <=> b, a == b, a <> b, a != b, a <= b, a >= b, x::UInt8, x.1, x.a.b, arr[1], arr[-1]

---- comparisons
SELECT a BETWEEN 1 AND 2, a NOT BETWEEN 3 AND 4, b LIKE '%\_%', b ILIKE 'X;', b REGEXP '^{}$', c IS NULL, c IS NOT NULL, c IS DISTINCT FROM d, e GLOBAL NOT IN (1, 2), f = ANY (SELECT 1), g >= ALL (SELECT 2), EXISTS (SELECT 1)

---- ternary and case
SELECT a ? b : c, CASE WHEN a THEN 'x' WHEN b THEN 'y;' ELSE '}' END, CASE a WHEN 1 THEN 'one' END

---- casts
SELECT CAST(a AS Nullable(UInt8)), CAST(b, 'Array(String)'), c::Tuple(a UInt8, b String), '[1,2]'::Array(UInt8), TIMESTAMP '2026-01-01 00:00:00', DATE '2026-01-01'

---- intervals
SELECT now() - INTERVAL 1 DAY, now() + INTERVAL '2' HOUR - INTERVAL '1 week 2 days', INTERVAL 5 millisecond, INTERVAL (a + 1) MONTH

---- odd functions
SELECT EXTRACT(YEAR FROM at), SUBSTRING(s FROM 2 FOR 3), TRIM(BOTH ';' FROM s), POSITION('x' IN s), DATE_ADD(DAY, 1, at), DATEDIFF(week, a, b), OVERLAY(s PLACING 'x' FROM 1)

---- parametric and conditional functions
SELECT quantilesTDigest(0.5, 0.9)(x), sumIf(x, y > 0), count() FILTER (WHERE z = '}'), groupArray(10)(s), uniqCombined64(12)(u), sequenceMatch('(?1)(?t<=10).*(?2)')(at, e = 'a', e = 'b')

---- parameters
SELECT {id:UInt64}, {name: String}, { a : Array(Tuple(UInt8, String)) } FROM {db:Identifier}.{t:Identifier} WHERE x = {x:Nullable(String)} AND m = {m:Map(String, Array(UInt8))}

---- parameters beside braces of other kinds
SELECT {a:UInt8} + 1 AS `{b:UInt8}`, '{c:UInt8}', map('{', {d:String}, '}', ''), [{e:UInt8}]

---- maps
SELECT map('a', 1, 'b;', 2), map(), map('x', map('y', [map('z', (1, '}'))])), map('{', '}')['{'] SETTINGS http_response_headers = {'X-A': '1;', 'X-B': '{'}

---- tuples and arrays
SELECT (), (1,), (1, 'a', [2, 3]), [], [[1], []], tuple(1).1, array(1, 2)[1], (1 AS a, 2 AS b).a, [1, 2, 3]

---- aliases
SELECT 1 a, 2 AS `b;c`, 3 AS "d}e", (SELECT 4) AS f, (5 AS g) + g

---- aliases of tables
SELECT x.* FROM (SELECT 1 AS a) AS x, numbers(5) y, `my db`.`t;` z

---- table functions
SELECT * FROM numbers(10), remote('s{1,2}r1:9000', 'db', 't', 'u', 'p;'), cluster(main, db.t), clusterAllReplicas('{cluster}', system.parts), view(SELECT 1), merge('^a{2}'), url('http://h/{0..9}', CSV, 'a UInt8, b String')

---- values as a table
SELECT * FROM VALUES('a UInt8, b String', (1, 'x;'), (2, '}'))

---- file
SELECT _path, * FROM file('/x/{a,b}*.csv', 'CSV', 'a UInt8', 'gzip') WHERE _size > 0

---- input format settings
SELECT * FROM s3('https://b/*.json', 'JSONEachRow') SETTINGS s3_max_connections = 1, input_format_allow_errors_num = 3

---- into outfile
SELECT 1 INTO OUTFILE 'a;}.csv' AND STDOUT COMPRESSION 'gzip' LEVEL 3 FORMAT CSVWithNames SETTINGS max_threads = 1

---- json paths
SELECT j.a.b, j.^a, j.a[].b, j.`x y`.:Int64, j.a.:`Array(JSON)`, JSON_VALUE(s, '$.a[0]."b;"') FROM t

---- subcolumns
SELECT n.null, a.size0, m.keys, t.`1`, e.`Tuple(a UInt8)`.a FROM x

---- numbers
SELECT 1_000_000, 0xFF, 0b1010, 1., .5, 1e10, 1.5E-3, -1, +1, 0x1.8p3, inf, -inf, nan, NULL, 18446744073709551616, 007

---- dollars in names
SELECT $session_id, properties.$set, a$b$c, `$x`, x$ FROM events WHERE $group_0 != ''

---- dots
SELECT a.b.c.d, `a`.`b`, t.1.2, x.*, (1, (2, 3)).2.1

---- questions and colons
SELECT a ? 'x' : (b ? ':' : '?') FROM t

---- at signs
SELECT @@max_allowed_packet, @@session.auto_increment_increment

---- division of a star
SELECT count(*)/2, 2*3, a/b/c, a- -b, a-(-b) FROM t

---- less than a number
SELECT a<1, a<b, a<-1, a<=>b, a<>b, b>1 FROM t

---- brackets of all kinds
SELECT [(1, map('a', [(2, map('b', {c:UInt8}))]))][1].2['a'][1].2, arr[({i:UInt8})]

---- sub-queries
SELECT (SELECT count() FROM (SELECT * FROM (SELECT 1 AS a WHERE a IN (SELECT 2)))) AS n, EXISTS(SELECT 1) FROM (WITH 1 AS x SELECT x)

---- grouping by numbers and expressions
SELECT toStartOfInterval(at, INTERVAL 15 minute) AS q, uniq(user) FROM t GROUP BY 1, q % 2 ORDER BY 1, -q

---- keywords in odd cases
sElEcT 1 aS One fRoM System.One wHeRe 1 LiMiT 1

---- everything on one line
SELECT a,b,c FROM t WHERE(a=1)AND(b='2')OR c IN(1,2,3)GROUP BY a,b,c ORDER BY a LIMIT 1

---- dates of a table
SELECT table, partition_id, formatReadableSize(sum(bytes_on_disk)) AS size, map('rows', toString(sum(rows))) FROM system.parts WHERE active GROUP BY 1, 2

---- a funnel
SELECT windowFunnel(86400, 'strict_order')(at, event = '$pageview', event = 'sign;up', properties['plan'] = '{"a":1}') AS level FROM events GROUP BY person_id

---- a regular expression full of signs
SELECT extractAll(s, '[^\\s;{}"''`$#/-]+'), match(s, '^(?:\\{[^}]*\\}|--|/\\*)+$'), replaceRegexpAll(s, '(\\w+)', '<\\1>')

---- settings behind the format
SELECT 1 FORMAT CSV SETTINGS format_csv_delimiter = ';'

---- ignoring nulls
SELECT any(x) IGNORE NULLS, anyLast(x) RESPECT NULLS FROM t

---- cluster macros
SELECT getMacro('shard'), hostName(), '{shard}', '{replica}', '{uuid}'

---- a comparison of two nodes
SELECT groupBitXor(cityHash64(*)) FROM (SELECT * EXCEPT (_inserted_at, `$virt;`) FROM t FINAL WHERE _partition_id = {id:String})

---- format strings
SELECT format('{} {1} {0}', 'a', 'b'), formatDateTime(now(), '%Y-%m-%d %H:%i:%S;'), printf('%d%%;', 5)
