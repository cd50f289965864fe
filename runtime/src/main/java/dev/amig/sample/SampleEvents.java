package dev.amig.sample;

/**
 * Events to try migrations on, in the columns of PostHog's {@code sharded_events}. Made by the servers themselves, so that
 * millions of rows cost seconds; the same seed and number of rows give the same rows, on however many shards.
 *
 * @param rows over all shards
 */
public record SampleEvents(String table, long rows, long seed) {
    /** About this many events for each person. */
    private static final long EVENTS_PER_PERSON = 20;

    /** From 2022-01-01, four months: four partitions of {@code toYYYYMM(timestamp)}. */
    private static final long FIRST_MICROSECOND = 1_640_995_200_000_000L;

    private static final long MICROSECONDS = 120L * 24 * 3600 * 1_000_000;

    public SampleEvents {
        if (rows < 0) {
            throw new IllegalArgumentException("a negative number of rows: " + rows);
        }
    }

    /**
     * The statement that writes one shard's share. A row goes where a distributed table with the sharding key {@code
     * sipHash64(distinct_id)} would send it.
     *
     * @param shard from 1
     */
    public String insertFor(int shard, int shards) {
        return """
                INSERT INTO %1$s (uuid, event, properties, timestamp, team_id, distinct_id, elements_hash, created_at, _timestamp, _offset, elements_chain)
                SELECT
                    reinterpretAsUUID(sipHash128(number, %2$d)) AS uuid,
                    ['$pageview', '$pageview', '$pageview', '$autocapture', '$autocapture', '$identify', 'signed up', 'invited a colleague'][1 + h2 %% 8] AS event,
                    concat('{"$session_id":"', lower(hex(cityHash64(person, intDiv(h1, 1000) %% 3, %2$d))),
                        '","$current_url":"https://app.example.com/', ['', 'insights', 'insights/new', 'dashboard/7', 'settings'][1 + h3 %% 5],
                        '","$browser":"', ['Chrome', 'Firefox', 'Safari'][1 + h4 %% 3], '","$screen_width":', toString(1280 + h4 %% 1280), '}') AS properties,
                    fromUnixTimestamp64Micro(toInt64(%4$d + h1 %% %5$d), 'UTC') AS timestamp,
                    1 + person %% 5 AS team_id,
                    concat('person-', toString(person)) AS distinct_id,
                    '' AS elements_hash,
                    timestamp AS created_at,
                    toDateTime(timestamp) AS _timestamp,
                    number AS _offset,
                    if(event = '$autocapture', concat('a.nav:href="/', toString(h3 %% 100), '"'), '') AS elements_chain
                FROM (
                    SELECT number,
                        cityHash64(number, %2$d, 1) AS h1, cityHash64(number, %2$d, 2) AS h2,
                        cityHash64(number, %2$d, 3) AS h3, cityHash64(number, %2$d, 4) AS h4,
                        cityHash64(number, %2$d, 5) %% %3$d AS person
                    FROM numbers(%6$d)
                )
                WHERE sipHash64(distinct_id) %% %8$d = %7$d
                """.formatted(
                table,
                seed,
                Math.max(1, rows / EVENTS_PER_PERSON),
                FIRST_MICROSECOND,
                MICROSECONDS,
                rows,
                shard - 1,
                shards).strip();
    }
}
