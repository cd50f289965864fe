package dev.amig.cli;

import picocli.CommandLine.Command;

/** {@code amig cluster}: the group of its subcommands. */
@Command(
        name = "cluster",
        description = "Starts, shows and ends a real ClickHouse cluster on this machine, to try migrations on.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ClusterUpCommand.class, ClusterStatusCommand.class, ClusterDownCommand.class})
final class ClusterCommand {}
