package dev.amig.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code amig completion}. */
@Command(
        name = "completion",
        description = "Prints a script that completes amig's commands and options when you press Tab.",
        footer = {
            "",
            "To use it in this shell and all later ones:",
            "  bash: echo 'source <(amig completion bash)' >> ~/.bashrc",
            "  zsh:  echo 'source <(amig completion zsh)' >> ~/.zshrc",
            "  fish: amig completion fish > ~/.config/fish/completions/amig.fish"
        })
final class CompletionCommand extends AmigCommand {
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell;

    @Override
    protected ExitCode execute() {
        String script = shell == Shell.fish
                ? FishCompletion.script(spec().root())
                : AutoComplete.bash("amig", spec().root().commandLine());
        terminal().out().print(script);
        return ExitCode.DONE;
    }
}
