package dev.amig.cli;

import static dev.amig.cli.Call.amig;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmigTest {
    @Test
    void an_unknown_command_is_refused_with_the_one_that_was_meant() {
        assertThat(amig("complet")).isEqualTo(Call.refused("""
                error: unknown command 'complet'
                  help: did you mean completion?
                  help: 'amig --help' lists what it takes
                """));
    }

    @Test
    void an_unknown_option_is_refused_with_the_one_that_was_meant() {
        assertThat(amig("--verbos", "help")).isEqualTo(Call.refused("""
                error: unknown option '--verbos'
                  help: did you mean --verbose?
                  help: 'amig --help' lists what it takes
                """));
    }

    @Test
    void a_word_that_is_no_choice_is_refused_with_the_choices() {
        assertThat(amig("completion", "tcsh")).isEqualTo(Call.refused("""
                error: invalid value for positional parameter at index 0 (SHELL): expected one of [bash, zsh, fish] (case-insensitive) but was 'tcsh'
                  help: 'amig completion --help' lists what it takes
                """));
    }

    @Test
    void a_missing_word_is_named() {
        assertThat(amig("completion")).isEqualTo(Call.refused("""
                error: missing required parameter: 'SHELL'
                  help: 'amig completion --help' lists what it takes
                """));
    }

    @Test
    void without_a_command_help_is_shown_and_it_counts_as_bad_input() {
        Call call = amig();
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).startsWith("error: missing required subcommand\n");
        assertThat(call.out()).isEmpty();
    }

    @Test
    void help_lists_every_exit_code_with_its_sentence() {
        assertThat(amig("--help").out()).endsWith("""

                Exit codes:
                  0     Done, or nothing was left to do; the last line says which.
                  1     Failed. What had been changed was rolled back, or nothing had been changed.
                  2     Bad input, or something is missing here; refused before anything was changed.
                  3     Failed and not rolled back: look at 'amig status'.
                  4     Waits for a person; the last line says for what and how to go on.
                  70    A defect of amig itself. 'amig status' tells what was done before it.
                  130   Ended by Ctrl-C or a signal; the last line says what is left, if anything.
                """);
    }

    @Test
    void help_of_a_command_is_the_same_asked_for_in_both_ways() {
        Call help = amig("completion", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(amig("help", "completion")).isEqualTo(help);
    }

    @Test
    void help_for_an_unknown_command_is_refused_with_the_one_that_was_meant() {
        assertThat(amig("help", "complet")).isEqualTo(Call.refused("""
                error: unknown command 'complet'
                  help: did you mean completion?
                  help: 'amig --help' lists what it takes
                """));
    }

    @Test
    void the_version_names_amig_java_and_the_engine() {
        Call call = amig("--version");
        assertThat(call.exitCode()).isZero();
        assertThat(call.out()).matches("amig \\d+\\.\\d+\\.\\d+\\S*\nJava 17\\S* \\(.+\\)\n(?s:.*)");
    }
}
