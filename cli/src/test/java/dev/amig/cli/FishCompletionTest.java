package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class FishCompletionTest {
    @Command(name = "amig", subcommands = Fruit.class)
    private static final class Root {}

    @Command(name = "fruit", description = "It's fruit.", subcommands = Peel.class)
    private static final class Fruit {}

    @Command(name = "peel")
    private static final class Peel {
        @Option(
                names = {"-k", "--knife"},
                paramLabel = "FILE",
                description = "With what.")
        String knife;

        @Option(names = "--secretly", hidden = true)
        boolean secretly;

        @Parameters
        Kind kind;
    }

    private enum Kind {
        apple,
        pear
    }

    @Test
    void there_is_a_line_for_each_command_option_and_choice_where_it_can_be_typed() {
        assertThat(FishCompletion.script(new CommandLine(new Root()).getCommandSpec()))
                .isEqualTo("""
                        # fish completion for amig
                        complete -c amig -n 'not __fish_seen_subcommand_from fruit' -f -a fruit -d 'It\\'s fruit.'
                        complete -c amig -n '__fish_seen_subcommand_from fruit; and not __fish_seen_subcommand_from peel' -f -a peel
                        complete -c amig -n '__fish_seen_subcommand_from fruit; and __fish_seen_subcommand_from peel' -s k -l knife -r -d 'With what.'
                        complete -c amig -n '__fish_seen_subcommand_from fruit; and __fish_seen_subcommand_from peel' -f -a 'apple pear'
                        """);
    }
}
