package dev.amig.bench;

/** The table of events that copies are measured with, and the one it becomes. */
final class EventsTable {
    static final String LAYOUT =
            " ENGINE = MergeTree PARTITION BY toYYYYMM(timestamp) ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid))";
    static final String NEW_LAYOUT =
            " ENGINE = MergeTree PARTITION BY toYYYYMM(timestamp) ORDER BY (team_id, event, timestamp, cityHash64(distinct_id))";

    private static final String COLUMNS =
            "uuid UUID, event String, properties String, timestamp DateTime64(6, 'UTC'), team_id Int64, distinct_id String, elements_hash String, created_at DateTime64(6, 'UTC'), _timestamp DateTime, _offset UInt64, elements_chain String";

    private EventsTable() {}

    static String create(String name, String layout) {
        return "CREATE TABLE " + name + " (" + COLUMNS + ")" + layout;
    }
}
