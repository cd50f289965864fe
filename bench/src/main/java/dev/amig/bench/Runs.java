package dev.amig.bench;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Cluster;
import dev.amig.journal.Journal;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.RunContext;
import dev.amig.progress.ProgressBoard;
import dev.amig.run.Connections;
import dev.amig.run.RunObserver;
import dev.amig.run.RunOptions;
import dev.amig.run.RunResult;
import dev.amig.run.Runner;
import dev.amig.run.StopSignal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Whole runs of made-up migrations. */
final class Runs {
    private static final TemplateLibrary TEMPLATES =
            TemplateLibrary.load(Path.of(System.getProperty("amig.templates", "templates")));

    private final Journal journal;
    private final Connections connections;
    private final Cluster cluster;

    Runs(Journal journal, Connections connections, Cluster cluster) {
        this.journal = journal;
        this.connections = connections;
        this.cluster = cluster;
    }

    /** Steps on each shard, each of as many statements. */
    static ValidMigration migration(String name, int steps, int statements) {
        String island = "SELECT 1; ".repeat(statements);
        StringBuilder text = new StringBuilder("MIGRATION " + name + ";\n");
        for (int i = 0; i < steps; i++) {
            text.append("STEP s").append(i).append(" ON EACH SHARD { ").append(island);
            text.append("} ROLLBACK NONE BECAUSE 'it only reads';\n");
        }
        return parsed(name, text.toString());
    }

    /** @param actions what follows the header */
    static ValidMigration migration(String name, String actions) {
        return parsed(name, "MIGRATION " + name + ";\n" + actions);
    }

    private static ValidMigration parsed(String name, String text) {
        Source source = new Source(name + ".amig", text);
        return Analyzer.analyze(source, MigrationParser.parse(source), TEMPLATES);
    }

    /** @throws IllegalStateException it did not complete */
    RunResult complete(ValidMigration migration) throws InterruptedException {
        RunResult result = run(migration, new StopSignal());
        if (result.ending() != RunResult.Ending.COMPLETED) {
            throw new IllegalStateException(result.sentence());
        }
        return result;
    }

    /** Begins a run, or goes on with it, until its end or until it is stopped. */
    RunResult run(ValidMigration migration, StopSignal stop) throws InterruptedException {
        Runner runner = new Runner(journal, connections, RunObserver.NONE, new ProgressBoard(Clock.systemUTC()), stop);
        PlanRequest request =
                new PlanRequest(cluster, ChosenReplicas.lowest(cluster), RunContext.DRY, Map.of(), Map.of(), Map.of());
        return runner.run(migration, request, new RunOptions(question -> true, true, Optional.empty()));
    }
}
