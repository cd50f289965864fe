package dev.amig.editor.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormattingTest {
    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void project() throws IOException {
        bench = new Workbench(folder);
    }

    @Test
    void a_text_is_laid_out() {
        bench.write("migration 0002_b description 'x';\n-- why\nconfirm 'sure?';");
        assertThat(bench.format()).contains("MIGRATION 0002_b\n  DESCRIPTION 'x';\n\n-- why\nCONFIRM 'sure?';\n");
    }

    @Test
    void a_text_that_is_laid_out_or_wrong_is_left_alone() {
        assertThat(bench.write("MIGRATION 0002_b;\n").format()).isEmpty();
        assertThat(bench.write("migration 0002_b\nconfirm 'sure?';").format()).isEmpty();
    }
}
