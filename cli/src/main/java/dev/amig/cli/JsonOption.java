package dev.amig.cli;

import picocli.CommandLine.Option;

/** {@code --json}, the same for every command that has it. */
final class JsonOption {
    @Option(names = "--json", description = "Print JSON, for machines.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }
}
