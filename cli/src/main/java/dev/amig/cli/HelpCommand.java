package dev.amig.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code amig help run}: the same as {@code amig run --help}. */
@Command(name = "help", description = "Shows the help of a command.")
final class HelpCommand extends AmigCommand {
    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, and its subcommand if it has any.")
    private List<String> path = List.of();

    @Override
    protected ExitCode execute() {
        CommandLine command = spec().root().commandLine();
        for (String name : path) {
            if (!command.getSubcommands().containsKey(name)) {
                throw new UnmatchedArgumentException(command, List.of(name));
            }
            command = command.getSubcommands().get(name);
        }
        command.usage(terminal().out());
        return ExitCode.DONE;
    }
}
