package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.amig.cli.output.Terminal;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HeadStartTest {
    private static final Path TEN_STEPS = Path.of("../bench/ten_steps.amig");

    /** One that fails is no head start, and nobody would see it: commands would only be slower. */
    @Test
    void what_it_does_succeeds() {
        assertThatNoException().isThrownBy(HeadStart::use);
    }

    @Test
    void with_it_a_command_prints_the_same() {
        StringWriter quick = new StringWriter();
        StringWriter usual = new StringWriter();
        String[] command = {"render", TEN_STEPS.toString()};
        assertThat(Amig.executeQuickly(Terminal.plain(quick, Writer.nullWriter()), command))
                .isZero();
        assertThat(Amig.execute(Terminal.plain(usual, Writer.nullWriter()), command))
                .isZero();
        assertThat(quick.toString()).isNotEmpty().isEqualTo(usual.toString());
    }
}
