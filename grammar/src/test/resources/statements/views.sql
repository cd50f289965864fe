---- a view
CREATE VIEW v AS SELECT 1

---- a view with everything
CREATE OR REPLACE VIEW db.v ON CLUSTER main (a UInt8, b String) AS SELECT a, b FROM t COMMENT 'a; view'

---- a view that is run as somebody
CREATE VIEW v DEFINER = alice SQL SECURITY DEFINER AS SELECT * FROM secrets

---- a view that is run as the caller
CREATE VIEW v SQL SECURITY INVOKER AS SELECT * FROM secrets

---- a view with parameters
CREATE VIEW by_team AS SELECT * FROM events WHERE team = {team:UInt64} AND day >= {from:Date} AND name = {name:String}

---- a view of a union
CREATE VIEW u AS SELECT 1 AS x UNION ALL (SELECT 2 UNION DISTINCT SELECT 2)

---- a materialized view into a table
CREATE MATERIALIZED VIEW mv TO db.target AS SELECT id, count() AS c FROM events GROUP BY id

---- a materialized view into a table, with columns
CREATE MATERIALIZED VIEW IF NOT EXISTS mv ON CLUSTER main TO db.target (id UInt64, c AggregateFunction(count))
AS SELECT id, countState() AS c FROM events GROUP BY id

---- a materialized view with an inner table
CREATE MATERIALIZED VIEW mv
ENGINE = SummingMergeTree PARTITION BY toYYYYMM(day) ORDER BY (day, team) TTL day + INTERVAL 1 YEAR
SETTINGS index_granularity = 512
POPULATE AS
SELECT toDate(at) AS day, team, count() AS hits FROM events GROUP BY day, team

---- a materialized view on kafka
CREATE MATERIALIZED VIEW kafka_mv TO events AS
SELECT
    JSONExtractString(payload, 'uuid') AS uuid,
    JSONExtract(payload, 'at', 'DateTime64(3)') AS at,
    replaceRegexpAll(JSONExtractRaw(payload, '$set'), '^"|"$', '') AS set_once,
    _partition, _offset
FROM kafka_events
WHERE length(_error) = 0 AND payload != '{}'

---- a materialized view with a definer
CREATE MATERIALIZED VIEW mv TO t DEFINER = CURRENT_USER SQL SECURITY DEFINER AS SELECT 1 AS a

---- a materialized view without a definer
CREATE MATERIALIZED VIEW mv TO t SQL SECURITY NONE AS SELECT 1 AS a

---- refreshable, every
CREATE MATERIALIZED VIEW hourly REFRESH EVERY 1 HOUR TO t AS SELECT now() AS at

---- refreshable, all clauses
CREATE MATERIALIZED VIEW nightly ON CLUSTER main
REFRESH EVERY 1 DAY OFFSET 2 HOUR RANDOMIZE FOR 30 MINUTE DEPENDS ON db.a, b
SETTINGS refresh_retries = 5
APPEND TO db.t
AS SELECT * FROM source WHERE day = today()

---- refreshable, after, empty
CREATE MATERIALIZED VIEW soon REFRESH AFTER 10 SECOND ENGINE = Memory EMPTY AS SELECT 1 AS x

---- refreshable with a combined interval
CREATE MATERIALIZED VIEW w REFRESH EVERY 1 WEEK 2 DAY TO t AS SELECT 1

---- a window view
CREATE WINDOW VIEW wv TO out INNER ENGINE AggregatingMergeTree ORDER BY tuple() WATERMARK = STRICTLY_ASCENDING ALLOWED_LATENESS = INTERVAL '2' SECOND
AS SELECT count(), tumbleEnd(wid) AS e FROM src GROUP BY tumble(at, INTERVAL '5' SECOND) AS wid

---- a live view's successor, a temporary view
CREATE TEMPORARY VIEW tv AS SELECT 1

---- drop a view
DROP VIEW IF EXISTS db.v ON CLUSTER main SYNC

---- change a view's query
ALTER TABLE mv MODIFY QUERY SELECT id, count() AS c FROM events WHERE id != 0 GROUP BY id

---- change a view's refresh
ALTER TABLE nightly MODIFY REFRESH EVERY 12 HOUR

---- change a view's definer
ALTER TABLE mv MODIFY DEFINER = bob SQL SECURITY DEFINER

---- use a view with parameters
SELECT * FROM by_team(team = 2, from = '2026-01-01', name = 'it''s; {here}')

---- views of dictionaries
CREATE VIEW named AS SELECT dictGetOrDefault('db.names', ('a', 'b'), tuple(id), ('', 'x')) FROM t
