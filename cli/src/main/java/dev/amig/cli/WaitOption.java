package dev.amig.cli;

import picocli.CommandLine.Option;

/** Whether a question is waited for. */
final class WaitOption {
    @Option(
            names = "--wait",
            description = "Waits at a CONFIRM until 'amig confirm' answers it, instead of ending with exit code 4.")
    private boolean given;

    boolean isGiven() {
        return given;
    }
}
