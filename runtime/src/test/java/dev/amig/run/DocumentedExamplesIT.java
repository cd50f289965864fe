package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.docs.Example;
import dev.amig.docs.Outcomes;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.Source;
import dev.amig.plan.Plan;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.Planner;
import dev.amig.run.RunResult.Ending;
import dev.amig.transport.QueryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs every example of the manual on two real shards, back and forward. */
class DocumentedExamplesIT {
    private static final List<String> NODES = List.of("s1r1", "s2r1");
    private static final String NOT_THE_SERVERS =
            "database NOT IN ('system', 'information_schema', 'INFORMATION_SCHEMA')";
    private static final String TABLES =
            "SELECT database, name, create_table_query FROM system.tables WHERE " + NOT_THE_SERVERS + " ORDER BY 1, 2";
    private static final String DATABASES = "SELECT name FROM system.databases WHERE name != 'default' AND "
            + NOT_THE_SERVERS.replace("database", "name");

    /** But those of the journal, which is the same database here. */
    private static final String TABLES_OF_POSTGRES =
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN "
                    + "('pg_catalog', 'information_schema', 'amig', 'amig_steps') ORDER BY 1";

    /** Ends a migration that has done all it says: what comes then is the way back. */
    private static final String AND_BACK =
            "\nSTEP and_back ON ANY NODE ON ERROR ROLLBACK { SELECT throwIf(1, 'and back') } ROLLBACK NONE BECAUSE 'it only fails';\n";

    private static final Outcomes OUTCOMES = new Outcomes();

    @TempDir
    private static Path home;

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.start(home.resolve("journal"));
    }

    @AfterAll
    static void stop() {
        bench.close();
        OUTCOMES.write();
    }

    @TestFactory
    Stream<DynamicTest> every_example_runs_as_the_page_says() {
        return Example.all().stream()
                .filter(it -> it.kind() == Example.Kind.RUN || it.kind() == Example.Kind.FAILS)
                .map(example -> example.test(DocumentedExamplesIT::tryOut));
    }

    @Test
    void only_what_needs_other_nodes_is_not_run() {
        assertThat(Example.all())
                .filteredOn(it -> it.kind() == Example.Kind.RENDER)
                .allMatch(it -> it.block().has("replicated"));
    }

    private static void tryOut(Example example) throws Exception {
        try {
            setUp(example);
            if (example.kind() == Example.Kind.FAILS) {
                fails(example);
            } else {
                backAndForward(example);
            }
        } finally {
            cleanUp();
        }
    }

    private static void setUp(Example example) throws QueryException {
        for (String node : NODES) {
            for (String sql : example.setUp()) {
                bench.rows(node, sql);
            }
        }
        for (String sql : example.setUpOfPostgres()) {
            bench.postgres(sql);
        }
    }

    private static void fails(Example example) throws InterruptedException {
        RunResult result = bench.run(example.valid());
        assertThat(result.ending()).as(result.sentence()).isNotIn(Ending.COMPLETED, Ending.COMPLETED_BEFORE);
        OUTCOMES.check(example, "text", withoutAccident(result.sentence()));
    }

    /** Ports and numbers of runs are others each time. */
    private static String withoutAccident(String sentence) {
        return sentence.replaceAll("\\b" + Example.NAME + "_\\d+\\b", Example.NAME)
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:9100")
                .replaceAll("amig-\\d+-", "amig-41-")
                .replaceAll("elapsed [\\d.]+ ms", "elapsed 1000 ms")
                .replaceAll("runs 26\\.7\\.[\\d.]+", "runs 26.7.1");
    }

    private static void backAndForward(Example example) throws Exception {
        if (canGoBack(example.valid())) {
            List<List<Object>> before = tables();
            RunResult back = run(withFailureAtItsEnd(example));
            assertThat(back.ending()).as(back.sentence()).isEqualTo(Ending.ROLLED_BACK);
            assertThat(back.sentence()).contains("and_back").contains("and back");
            assertThat(tables()).as("tables after the rollback").isEqualTo(before);
        }
        RunResult forward = run(example.valid());
        assertThat(forward.ending()).as(forward.sentence()).isEqualTo(Ending.COMPLETED);
        if (example.valid().migration().finalization().isPresent()) {
            RunResult finished = bench.finish(example.valid());
            assertThat(finished.ending()).as(finished.sentence()).isEqualTo(Ending.COMPLETED);
        }
    }

    private static boolean canGoBack(ValidMigration migration) {
        Plan plan = Planner.plan(migration, PlanRequest.dry(bench.cluster()));
        return plan.actions().stream().allMatch(action -> action.undo().isPossible());
    }

    /** FINALIZE stands last. */
    private static ValidMigration withFailureAtItsEnd(Example example) {
        Source source = example.source();
        int end = example.valid()
                .migration()
                .finalization()
                .map(it -> source.offset(it.location()))
                .orElse(source.text().length());
        String text = source.text().substring(0, end) + AND_BACK + source.text().substring(end);
        return Example.valid(new Source(source.name(), text));
    }

    private static RunResult run(ValidMigration migration) throws InterruptedException {
        return bench.run(migration, new StopSignal(), question -> true);
    }

    private static List<List<Object>> tables() throws QueryException {
        List<List<Object>> all = new ArrayList<>(bench.postgres(TABLES_OF_POSTGRES));
        for (String node : NODES) {
            all.addAll(bench.rows(node, TABLES));
        }
        return all;
    }

    private static void cleanUp() throws QueryException {
        for (List<Object> table : bench.postgres(TABLES_OF_POSTGRES)) {
            bench.postgres("DROP TABLE " + table.get(0));
        }
        for (String node : NODES) {
            for (List<Object> table : bench.rows(node, TABLES)) {
                bench.rows(node, "DROP TABLE IF EXISTS `" + table.get(0) + "`.`" + table.get(1) + "` SYNC");
            }
            for (List<Object> database : bench.rows(node, DATABASES)) {
                bench.rows(node, "DROP DATABASE `" + database.get(0) + "` SYNC");
            }
        }
    }
}
