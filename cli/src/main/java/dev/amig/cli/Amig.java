package dev.amig.cli;

import dev.amig.cli.output.Terminal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code amig}: what all its subcommands share. */
@Command(
        name = "amig",
        description = "Runs large data migrations on sharded, replicated ClickHouse clusters.",
        versionProvider = Version.class,
        usageHelpAutoWidth = false,
        synopsisSubcommandLabel = "COMMAND")
public final class Amig {
    private static final int HELP_WIDTH = 100;

    /** In the order of help. */
    private static final List<Class<?>> COMMANDS = List.of(
            InitCommand.class,
            NewCommand.class,
            ListCommand.class,
            GraphCommand.class,
            FmtCommand.class,
            LintCommand.class,
            RenderCommand.class,
            DocCommand.class,
            RunCommand.class,
            StopCommand.class,
            SetCommand.class,
            ResumeCommand.class,
            ConfirmCommand.class,
            FinalizeCommand.class,
            RollbackCommand.class,
            ResolveCommand.class,
            StatusCommand.class,
            WhyCommand.class,
            LogsCommand.class,
            DoctorCommand.class,
            VerifyCommand.class,
            RepairCommand.class,
            ReceiptCommand.class,
            SampleCommand.class,
            ClusterCommand.class,
            LspCommand.class,
            CompletionCommand.class,
            HelpCommand.class);

    /** Those that speak of all the others. */
    private static final Set<Class<?>> NEED_ALL = Set.of(CompletionCommand.class, HelpCommand.class);

    // Else picocli looks for Groovy, and so opens every jar, and prepares for dates, of which no command takes any.
    static {
        System.setProperty("picocli.disable.closures", "true");
        System.setProperty("picocli.converters.excludes", "java.(sql|time).*");
    }

    private final Terminal terminal;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and leave.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of amig, Java and the engine and leave.")
    private boolean version;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error too.")
    private boolean verbose;

    private Amig(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String... args) {
        Terminal terminal = Terminal.ofThisProcess();
        int exitCode = executeQuickly(terminal, args);
        terminal.flush();
        System.exit(exitCode);
    }

    /** As {@link #execute}, in a JVM that has done nothing yet. */
    static int executeQuickly(Terminal terminal, String... args) {
        HeadStart.begin(args);
        return execute(terminal, args);
    }

    /**
     * Runs one command line in this process.
     *
     * @return the number of an {@link ExitCode}
     */
    public static int execute(Terminal terminal, String... args) {
        return execute(commandLine(terminal, args), args);
    }

    private static int execute(CommandLine commandLine, String... args) {
        try {
            return commandLine.execute(args);
        } catch (LinkageError | VirtualMachineError e) {
            return Failures.broken(e, commandLine);
        }
    }

    /** With what a command line needs: to look at every command takes longer than most of them. */
    static CommandLine commandLine(Terminal terminal, String... args) {
        CommandLine commandLine = new CommandLine(new Amig(terminal));
        commandsFor(args).forEach(commandLine::addSubcommand);
        commandLine
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(Help.defaultColorScheme(terminal.colours() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failures::badArguments)
                .setExecutionExceptionHandler(Failures::failed);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.descriptions());
        return commandLine;
    }

    /** What picocli takes for a subcommand: its class, or a spec. */
    private static List<?> commandsFor(String... args) {
        if (Arrays.stream(args).allMatch(it -> it.startsWith("-"))) {
            return COMMANDS.stream().map(Amig::inOneLine).toList();
        }
        Optional<Class<?>> meant = COMMANDS.stream()
                .filter(it -> it.getAnnotation(Command.class).name().equals(args[0]))
                .findFirst();
        return meant.isPresent() && !NEED_ALL.contains(meant.get()) ? List.of(meant.get()) : COMMANDS;
    }

    /** As much of a command as the help of all of them shows: no options. */
    private static CommandSpec inOneLine(Class<?> command) {
        Command annotation = command.getAnnotation(Command.class);
        CommandSpec spec = CommandSpec.create().name(annotation.name());
        spec.usageMessage().description(annotation.description());
        return spec;
    }

    Terminal terminal() {
        return terminal;
    }

    boolean verbose() {
        return verbose;
    }
}
