package dev.amig.faults;

import dev.amig.cluster.Node;
import dev.amig.faults.KillPoint.Moment;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.PlanRequest;
import dev.amig.run.RunOptions;
import dev.amig.run.RunResult;
import dev.amig.run.Runner;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId.Direction;

/**
 * A copy that was found wrong is mended, and its run goes on: a changed row in one partition, a missing and a doubled one in another,
 * whose rows come from two partitions of the source; two others are right. What only the destination had ends in a table that is looked at.
 */
final class Repairing implements Scenario {
    private static final String ACTIONS = """
            COPY history FROM DB.events TO DB.events_new ON EACH SHARD ROLLBACK { TRUNCATE TABLE DB.events_new };
            STEP spoil ON EACH SHARD {
              ALTER TABLE DB.events_new UPDATE v = 'changed' WHERE n = 3 SETTINGS mutations_sync = 2;
              ALTER TABLE DB.events_new DELETE WHERE n = 25 SETTINGS mutations_sync = 2;
              INSERT INTO DB.events_new SELECT * FROM DB.events WHERE n = 35
            } ROLLBACK NONE BECAUSE 'the table is emptied';
            VERIFY COPY history BY PARTITION ON ERROR PAUSE;
            STEP look ON EACH SHARD { INSERT INTO DB.kept SELECT * FROM merge('DB', '__amig_aside_') }
            ROLLBACK NONE BECAUSE 'only this test reads it';
            """;

    private static final String TABLES = """
            CREATE TABLE DB.events (n UInt64, v String) ENGINE = MergeTree PARTITION BY n >= 30 ORDER BY n;
            INSERT INTO DB.events SELECT number, toString(number) FROM numbers(80);
            CREATE TABLE DB.events_new (n UInt64, v String) ENGINE = MergeTree PARTITION BY intDiv(n, 20) ORDER BY (n % 7, n);
            CREATE TABLE DB.kept (n UInt64, v String) ENGINE = MergeTree ORDER BY n""";

    @Override
    public String name() {
        return "repairing";
    }

    @Override
    public String body(String database) {
        return ACTIONS.replace("DB", database);
    }

    @Override
    public void prepare(Workbench bench, String database) throws QueryException, InterruptedException {
        for (Node node : bench.address().nodes()) {
            for (String sql : TABLES.replace("DB.", database + ".").split(";\n")) {
                bench.rows(node, sql);
            }
        }
        RunResult found = bench.run(this, database);
        if (found.run().orElseThrow().status() != RunStatus.PAUSED) {
            throw new AssertionError("it was to be found wrong: " + found.sentence());
        }
    }

    @Override
    public RunResult drive(Runner runner, ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        runner.repair(migration.name(), request.cluster(), found -> true);
        return runner.resume(migration, request, options);
    }

    /** As one person does, or as another one does, who only goes on: then a repair that was agreed to is ended all the same. */
    @Override
    public RunResult resume(
            Runner runner, ValidMigration migration, PlanRequest request, RunOptions options, RunStatus status)
            throws InterruptedException {
        boolean goesOn = request.cluster().name().hashCode() % 2 == 0;
        RunResult result =
                goesOn ? runner.resume(migration, request, options) : drive(runner, migration, request, options);
        boolean isPaused =
                result.run().filter(it -> it.status() == RunStatus.PAUSED).isPresent();
        return isPaused ? drive(runner, migration, request, options) : result;
    }

    /** A whole copy comes before each of them. */
    @Override
    public int step(Moment moment) {
        return 8;
    }

    @Override
    public RunStatus expected() {
        return RunStatus.COMPLETED;
    }

    /** A table for rows put aside that was not whole. */
    @Override
    public boolean mayComeInAddition(String sql) {
        return sql.startsWith("DROP TABLE IF EXISTS") && sql.contains("__amig_aside_");
    }

    /** A part that is dropped is dropped under the number of its partition; none of them can be dropped twice. */
    @Override
    public boolean mayRunTwice(String action, Direction direction, String sql) {
        return !sql.contains(" MOVE PARTITION ") && !sql.contains(".kept ");
    }
}
