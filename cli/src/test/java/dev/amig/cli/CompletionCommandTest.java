package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir
    private Path folder;

    @Test
    void bash_completes_commands_after_it_has_read_the_script() throws Exception {
        Path script = Files.writeString(
                folder.resolve("amig.bash"), Call.amig("completion", "bash").out());
        assertThat(bash("-n", script.toString())).isEmpty();
        String completed = """
                source '%s'
                COMP_WORDS=(amig comp)
                COMP_CWORD=1
                _complete_amig
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script);
        assertThat(bash("-c", completed)).isEqualTo("completion\n");
    }

    @Test
    void bash_completes_the_shells_of_completion() throws Exception {
        Path script = Files.writeString(
                folder.resolve("amig.bash"), Call.amig("completion", "bash").out());
        String completed = """
                source '%s'
                COMP_WORDS=(amig completion z)
                COMP_CWORD=2
                COMP_LINE='amig completion z'
                _complete_amig
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script);
        assertThat(bash("-c", completed)).isEqualTo("zsh\n");
    }

    @Test
    void zsh_gets_the_same_script_because_it_reads_bash_completions() {
        assertThat(Call.amig("completion", "zsh").out())
                .isEqualTo(Call.amig("completion", "bash").out())
                .contains("autoload -U +X bashcompinit && bashcompinit");
    }

    @Test
    void fish_gets_a_script_of_its_own() {
        assertThat(Call.amig("completion", "fish").out().lines())
                .startsWith("# fish completion for amig")
                .contains("complete -c amig -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'");
    }

    private static String bash(String... args) throws IOException, InterruptedException {
        String[] command = new String[args.length + 3];
        System.arraycopy(new String[] {"bash", "--noprofile", "--norc"}, 0, command, 0, 3);
        System.arraycopy(args, 0, command, 3, args.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
