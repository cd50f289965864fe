package dev.amig.faults;

import dev.amig.cluster.Node;
import dev.amig.faults.KillPoint.Moment;
import dev.amig.journal.RunStatus;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId.Direction;

/**
 * A copy into other partitions in another order, one of parts as they are, and what proves that both are whole. As few chunks as there
 * are kinds of them: a partition that goes to one partition; a group of parts; two ranges of one part, each of which goes to several
 * partitions; a partition that is attached as it is.
 */
class Copying implements Scenario {
    private static final String ACTIONS = """
            COPY history FROM DB.events TO DB.events_new ON EACH SHARD CHUNK BY 45 ROWS PARALLEL 2
            ROLLBACK { TRUNCATE TABLE DB.events_new };
            COPY linked FROM DB.old TO DB.linked ON EACH SHARD ROLLBACK { TRUNCATE TABLE DB.linked };
            VERIFY COPY history BY PARTITION;
            VERIFY COPY linked;
            """;

    /** Two parts are of the same rows on purpose: they cannot be told apart by what is in them. */
    private static final String TABLES = """
            CREATE TABLE DB.events (n UInt64, v Nullable(String)) ENGINE = MergeTree PARTITION BY n >= 1000 ORDER BY n SETTINGS max_bytes_to_merge_at_max_space_in_pool = 1;
            INSERT INTO DB.events SELECT number, if(number % 7 = 0, NULL, toString(number)) FROM numbers(10);
            INSERT INTO DB.events SELECT number, toString(number) FROM numbers(1000, 20);
            INSERT INTO DB.events SELECT number, toString(number) FROM numbers(1000, 20);
            INSERT INTO DB.events SELECT number, if(number % 7 = 0, NULL, toString(number)) FROM numbers(1000, 60);
            CREATE TABLE DB.events_new (n UInt64, v Nullable(String)) ENGINE = MergeTree PARTITION BY intDiv(n, 20) ORDER BY (v, n) SETTINGS allow_nullable_key = 1;
            CREATE TABLE DB.old (n UInt64) ENGINE = MergeTree ORDER BY n;
            INSERT INTO DB.old SELECT number FROM numbers(10);
            CREATE TABLE DB.linked AS DB.old""";

    @Override
    public String name() {
        return "copying";
    }

    @Override
    public String body(String database) {
        return ACTIONS.replace("DB.", database + ".");
    }

    @Override
    public void prepare(Workbench bench, String database) throws QueryException, InterruptedException {
        for (Node node : bench.address().nodes()) {
            for (String sql : tables(database).replace("DB.", database + ".").split(";\n")) {
                bench.rows(node, sql);
            }
        }
    }

    /** @param database their own */
    String tables(String database) {
        return TABLES;
    }

    /** A copy takes long. */
    @Override
    public int step(Moment moment) {
        return moment == Moment.AFTER_WRITE ? 3 : 8;
    }

    @Override
    public RunStatus expected() {
        return RunStatus.COMPLETED;
    }

    /** Everything up to the move is thrown away and done again; a move is done once. */
    @Override
    public boolean mayRunTwice(String action, Direction direction, String sql) {
        return !sql.contains(" MOVE PARTITION ");
    }
}
