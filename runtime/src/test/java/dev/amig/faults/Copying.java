package dev.amig.faults;

import dev.amig.cluster.Node;
import dev.amig.journal.RunStatus;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId.Direction;

/** A copy into other partitions in another order, one of parts as they are, and what proves that both are whole. */
class Copying implements Scenario {
    private static final String ACTIONS = """
            COPY history FROM DB.events TO DB.events_new ON EACH SHARD CHUNK BY 45 ROWS PARALLEL 2
            ROLLBACK { TRUNCATE TABLE DB.events_new };
            COPY linked FROM DB.events TO DB.linked ON EACH SHARD ROLLBACK { TRUNCATE TABLE DB.linked };
            VERIFY COPY history BY PARTITION;
            VERIFY COPY linked;
            """;

    @Override
    public String name() {
        return "copying";
    }

    @Override
    public String body(String database) {
        return ACTIONS.replace("DB.", database + ".");
    }

    /** Rows are doubled on purpose: parts of the same rows cannot be told apart by what is in them. */
    @Override
    public void prepare(Workbench bench, String database) throws QueryException, InterruptedException {
        for (Node node : bench.address().nodes()) {
            bench.rows(
                    node,
                    "CREATE TABLE %s.events (n UInt64, v Nullable(String)) ENGINE = MergeTree PARTITION BY n %% 2 ORDER BY n SETTINGS max_bytes_to_merge_at_max_space_in_pool = 1"
                            .formatted(database));
            for (int i = 0; i < 2; i++) {
                bench.rows(
                        node,
                        "INSERT INTO %s.events SELECT number, if(number %% 7 = 0, NULL, toString(number)) FROM numbers(80)"
                                .formatted(database));
            }
            bench.rows(node, "CREATE TABLE %1$s.linked AS %1$s.events".formatted(database));
            bench.rows(
                    node,
                    "CREATE TABLE %s.events_new (n UInt64, v Nullable(String)) ENGINE = MergeTree PARTITION BY intDiv(n, 30) ORDER BY (v, n) SETTINGS allow_nullable_key = 1"
                            .formatted(database));
        }
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
