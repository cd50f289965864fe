package dev.amig.cli;

import dev.amig.cli.output.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code amig}: what all its subcommands share. */
@Command(
        name = "amig",
        description = "Runs large data migrations on sharded, replicated ClickHouse clusters.",
        versionProvider = Version.class,
        subcommands = {
            RenderCommand.class,
            RunCommand.class,
            StatusCommand.class,
            SampleCommand.class,
            ClusterCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        usageHelpAutoWidth = false,
        synopsisSubcommandLabel = "COMMAND")
public final class Amig {
    private static final int HELP_WIDTH = 100;

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
        int exitCode = execute(terminal, args);
        terminal.flush();
        System.exit(exitCode);
    }

    /**
     * Runs one command line in this process.
     *
     * @return the number of an {@link ExitCode}
     */
    public static int execute(Terminal terminal, String... args) {
        CommandLine commandLine = commandLine(terminal);
        try {
            return commandLine.execute(args);
        } catch (LinkageError | VirtualMachineError e) {
            return Failures.broken(e, commandLine);
        }
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new Amig(terminal));
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

    Terminal terminal() {
        return terminal;
    }

    boolean verbose() {
        return verbose;
    }
}
