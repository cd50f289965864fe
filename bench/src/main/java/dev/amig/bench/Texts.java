package dev.amig.bench;

/** Migrations as they are written, of any size. */
final class Texts {
    private Texts() {}

    /** About 520 bytes for each step: a table, an insert and their rollback, as in {@code migrations.d}. */
    static String migration(String name, int steps) {
        var text =
                new StringBuilder("MIGRATION " + name + "\n  DESCRIPTION 'Measured, not run'\n  CLUSTER posthog;\n\n");
        text.append("PARAM source = 'posthog.sharded_events';\n\n");
        for (int i = 0; i < steps; i++) {
            text.append(step(i));
        }
        return text.toString();
    }

    private static String step(int number) {
        return """
                -- What is in step %1$d, and why it stands here.
                STEP fill_%1$d 'the rows of part %1$d, sorted by event' ON EACH SHARD TIMEOUT 12 HOURS IDEMPOTENT {
                  CREATE TABLE IF NOT EXISTS ${source}_%1$d (
                    `uuid` UUID, `event` String, `properties` String, `timestamp` DateTime64(6, 'UTC'), `team_id` Int64
                  )
                  ENGINE = ${engine.replacing(source + '_%1$d', 'timestamp')}
                  ORDER BY (team_id, toDate(timestamp), event);
                  SELECT 'a string with } and ; in it', count() FROM ${source} WHERE team_id = %1$d
                }
                ROLLBACK {
                  DROP TABLE IF EXISTS ${source}_%1$d SYNC
                };

                """.formatted(number);
    }
}
