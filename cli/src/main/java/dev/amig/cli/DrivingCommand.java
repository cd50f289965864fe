package dev.amig.cli;

import dev.amig.cli.output.JsonOutput;
import dev.amig.cli.signal.Interrupts;
import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Cluster;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.Planner;
import dev.amig.plan.RunContext;
import dev.amig.progress.ProgressBoard;
import dev.amig.project.Project;
import dev.amig.run.RunOptions;
import dev.amig.run.RunResult;
import dev.amig.run.Runner;
import dev.amig.run.StopSignal;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code run} and {@code finalize} have in common: they drive migrations to their end, one after the other. */
abstract class DrivingCommand extends AmigCommand {
    @Mixin
    private MigrationArguments arguments;

    @Option(
            names = "--embedded",
            description = "On a ClickHouse cluster of this command's own, started on this machine.")
    private boolean embedded;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "With --embedded: keeps the cluster and its journal here.")
    private Path data;

    @Option(
            names = {"-y", "--yes"},
            description = "Answers every CONFIRM with yes.")
    private boolean yes;

    @Option(
            names = "--on-stop",
            paramLabel = "rollback|stay",
            description = "What follows a Ctrl-C: roll back (default), or stay, so that 'amig run' goes on later.")
    private OnStop onStop = OnStop.ROLLBACK;

    @Option(
            names = "--application-version",
            paramLabel = "V",
            description = "The application's version, instead of that in amig.yaml.")
    private String applicationVersion;

    @Option(
            names = "--accept-plan",
            description =
                    "Goes on with the plan as it is now, although it differs from the one that the run began with, where what was begun is the same.")
    private boolean acceptPlan;

    @Option(names = "--json", description = "One JSON document at the end, and nothing else.")
    private boolean json;

    private enum OnStop {
        ROLLBACK,
        STAY
    }

    private final StopSignal stop = new StopSignal();

    @Override
    protected final ExitCode execute() throws Exception {
        if (data != null && !embedded) {
            throw CommandException.usage("--data keeps the cluster of --embedded, and --embedded was not given");
        }
        if (embedded && arguments.namesCluster()) {
            throw CommandException.usage("--embedded starts a cluster of its own, and --cluster names another one")
                    .withHint("leave one of the two out");
        }
        if (mustBeNamed() && !arguments.namesMigrations()) {
            throw CommandException.usage("name the migrations to " + commandName())
                    .withHint("what it does cannot be undone in many cases, so it is never done to all at once");
        }
        Project project = arguments.project();
        Optional<ExitCode> settled = beforehand(project);
        if (settled.isPresent()) {
            return settled.get();
        }
        List<ValidMigration> migrations = inOrder(arguments.migrations(project).chosen());
        checkPlans(project, migrations);
        agree(migrations);
        try (Workplace workplace = new Workplace(project, this::say)) {
            if (embedded) {
                workplace.startEmbedded(Optional.ofNullable(data));
            }
            try (Interrupts interrupts = Interrupts.listen(this::stopFirst, this::leaveAtOnce)) {
                List<RunResult> results = runAll(project, workplace, migrations);
                report(workplace, results);
                ExitCode code = exitCode(results);
                boolean nothingBegan = results.isEmpty() || code == ExitCode.USAGE;
                return interrupts.interrupted() && nothingBegan ? ExitCode.INTERRUPTED : code;
            }
        }
    }

    /** A mistake in the third migration must be known before the first one runs. */
    private void checkPlans(Project project, List<ValidMigration> migrations) {
        for (ValidMigration migration : migrations) {
            String name = clusterOf(migration, project);
            if (embedded || ClusterFinder.configured(project, name).isEmpty()) {
                Planner.plan(migration, request(project, migration, ClusterFinder.embeddedTopology(project, name)));
            }
        }
    }

    /** With {@code --embedded} every migration is tried there, whatever cluster it is for. */
    final String clusterOf(ValidMigration migration, Project project) {
        return embedded ? project.configuration().embedded().name() : arguments.clusterOf(migration, project);
    }

    private PlanRequest request(Project project, ValidMigration migration, Cluster cluster) {
        return new PlanRequest(
                cluster,
                ChosenReplicas.lowest(cluster),
                RunContext.DRY,
                arguments.parametersFor(migration, project),
                project.configuration().settings(),
                Environment.listed(project));
    }

    private List<RunResult> runAll(Project project, Workplace workplace, List<ValidMigration> migrations)
            throws Exception {
        List<RunResult> results = new ArrayList<>();
        for (ValidMigration migration : migrations) {
            if (stop.isRequested()) {
                break;
            }
            RunResult result = run(project, workplace, migration);
            results.add(result);
            if (exitCode(result) != ExitCode.DONE) {
                break;
            }
            completed(project, workplace, migration, result);
        }
        return results;
    }

    /** What can be done without a cluster and without the files. @return how it ended; empty: a migration has to be driven */
    Optional<ExitCode> beforehand(Project project) throws Exception {
        return Optional.empty();
    }

    /** Whether a CONFIRM that nobody has answered is waited for. */
    boolean waitsForConfirmation() {
        return false;
    }

    /** The journal that the migration is or was run with, and no cluster. */
    final Workplace journalOnly(Project project) {
        if (embedded && data == null) {
            throw CommandException.usage("with --embedded alone nothing was kept that could go on")
                    .withHint("name the folder that 'amig run --embedded --data DIR' used");
        }
        Workplace workplace = new Workplace(project, this::say);
        Optional.ofNullable(data).ifPresent(workplace::useJournalOf);
        return workplace;
    }

    /** The latest run of the migration that was named, on the cluster that was named, if any. */
    final Run latestRun(Journal journal) {
        return RunSelection.latest(journal, arguments.name(), arguments.cluster());
    }

    /** Whether no migration means none, not all of the project. */
    boolean mustBeNamed() {
        return false;
    }

    private String commandName() {
        return getClass().getAnnotation(Command.class).name();
    }

    /** @param migrations dependencies first */
    List<ValidMigration> inOrder(List<ValidMigration> migrations) {
        return migrations;
    }

    /** Asks a person before anything is done, where that is needed. */
    void agree(List<ValidMigration> migrations) {
        // Most commands do what their name says.
    }

    /** {@code --yes}, or a person at the terminal. */
    final boolean saysYes(String question) {
        Console console = System.console();
        if (yes || console == null) {
            return yes;
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** Brings one migration to its end. */
    abstract RunResult drive(Runner runner, ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException;

    /** With what only some commands can be told. */
    RunOptions adapted(RunOptions options) {
        return options;
    }

    /** After each that has not failed. */
    void completed(Project project, Workplace workplace, ValidMigration migration, RunResult result) throws Exception {
        // Nothing more to do, unless a command says otherwise.
    }

    private RunResult run(Project project, Workplace workplace, ValidMigration migration) throws Exception {
        Workplace.Site site = workplace.site(clusterOf(migration, project));
        Journal journal = workplace.journal();
        ProgressBoard board = new ProgressBoard(Clock.systemUTC());
        Optional<String> version = Optional.ofNullable(applicationVersion)
                .or(() -> project.configuration().applicationVersion());
        RunOptions options = adapted(new RunOptions(this::confirmed, onStop == OnStop.ROLLBACK, version)
                .waitingForConfirmation(waitsForConfirmation())
                .acceptingPlan(acceptPlan)
                .withConcurrentMigrations(project.configuration().concurrentMigrations()));
        try (RunScreen screen = RunScreen.open(terminal(), board::snapshot, json)) {
            screen.begin(migration.name());
            Runner runner = new Runner(journal, site.connections(), screen, board, stop);
            RunResult result = drive(runner, migration, request(project, migration, site.cluster()), options);
            screen.end(result);
            return result;
        }
    }

    private boolean confirmed(String question) {
        return yes;
    }

    final void report(Workplace workplace, List<RunResult> results) {
        List<RunSummary> summaries = results.stream()
                .map(result -> RunSummary.of(result, workplace.journal()))
                .toList();
        if (json) {
            JsonOutput.document(terminal(), summaries);
            return;
        }
        new SummaryTable(terminal()).print(summaries);
    }

    private ExitCode exitCode(List<RunResult> results) {
        return results.isEmpty() ? ExitCode.DONE : exitCode(results.get(results.size() - 1));
    }

    ExitCode exitCode(RunResult result) {
        return switch (result.ending()) {
            case COMPLETED, COMPLETED_BEFORE, NOT_REQUIRED -> ExitCode.DONE;
            case REFUSED -> ExitCode.USAGE;
            case ROLLED_BACK -> ExitCode.FAILED;
            case NOT_ROLLED_BACK -> ExitCode.NOT_ROLLED_BACK;
            case WAITING_FOR_CONFIRMATION, PART_COMPLETED -> ExitCode.WAITING;
        };
    }

    private void stopFirst() {
        String what = stop.isRollingBack()
                ? "a rollback is not stopped half-way: it goes on to its end, and nothing begins after it"
                : "stopping: what runs is killed"
                        + (onStop == OnStop.ROLLBACK ? ", then what was done is rolled back" : "");
        say(what + " (Ctrl-C again leaves at once)");
        stop.request("interrupted");
    }

    private void leaveAtOnce() {
        say("left at once: statements may still run on the servers; 'amig run' looks their outcome up and goes on");
    }
}
