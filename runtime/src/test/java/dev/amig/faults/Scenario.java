package dev.amig.faults;

import dev.amig.faults.KillPoint.Moment;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.plan.PlanRequest;
import dev.amig.run.RunOptions;
import dev.amig.run.RunResult;
import dev.amig.run.Runner;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId.Direction;
import java.nio.file.Path;
import java.util.Optional;

/** A migration that is done once for every place at which its runner is killed. */
public interface Scenario {
    /** Short, of small letters; begins the names of its databases. */
    String name();

    /**
     * The text behind {@code MIGRATION name;}.
     *
     * @param database of this scenario and this place alone; it exists on every node, and as a schema on PostgreSQL
     */
    String body(String database);

    /** Whose lease its runner takes. That of one database alone lets many runners work side by side. */
    default String cluster(String database) {
        return database;
    }

    /**
     * After how many of these moments a build kills once, other ones each time; after every one with {@code -Damig.kill.step=1}. After an
     * answer the journal is as it was before the sending, where the runner is killed in any case.
     */
    default int step(Moment moment) {
        return moment == Moment.AFTER_WRITE ? 1 : 3;
    }

    /** Where the run shall stand in the end, however often its runner is killed. */
    RunStatus expected();

    /** A scenario that does the same until its end: its runners are killed there already. */
    default Optional<Scenario> beginning() {
        return Optional.empty();
    }

    /** What has to be there before the runner that will be killed begins. */
    default void prepare(Workbench bench, String database) throws QueryException, InterruptedException {
        // Most scenarios begin with an empty database.
    }

    /** What the runner that will be killed does. */
    default RunResult drive(Runner runner, ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return runner.run(migration, request, options);
    }

    /** What a person does after the runner is gone. */
    default RunResult resume(
            Runner runner, ValidMigration migration, PlanRequest request, RunOptions options, RunStatus status)
            throws InterruptedException {
        return runner.run(migration, request, options);
    }

    /** Whether the statement may reach a server twice, or once more after a sending of which nobody knows how it ended. */
    default boolean mayRunTwice(String action, Direction direction, String sql) {
        return sql.startsWith("SELECT")
                || sql.matches("(?s)\\w+ (TABLE|DATABASE|VIEW) IF (NOT )?EXISTS .*")
                || direction == Direction.ROLLBACK && !sql.startsWith("EXCHANGE");
    }

    /** Whether a statement clears up after a runner that was killed, and an undisturbed one has no need of it. */
    default boolean mayComeInAddition(String sql) {
        return false;
    }

    default ValidMigration migration(String database) {
        Source source = new Source("m_" + database + ".amig", "MIGRATION m_" + database + ";\n" + body(database));
        return Analyzer.analyze(source, MigrationParser.parse(source), Templates.LIBRARY);
    }

    /** Read once: hundreds of runs of a scenario use them. */
    final class Templates {
        private static final TemplateLibrary LIBRARY = TemplateLibrary.load(Path.of("..", "templates"));

        private Templates() {}
    }

    static RunOptions options() {
        return new RunOptions(question -> true, true, Optional.of("1.31.0")).withConcurrentMigrations(2);
    }
}
