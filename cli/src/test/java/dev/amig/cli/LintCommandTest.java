package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void a_project() {
        project = new ProjectFolder(folder);
    }

    @Test
    void the_migrations_of_this_repository_are_clean() {
        assertThat(Call.amig("lint", "--strict", "../migrations.d")).isEqualTo(Call.done("no findings in 2 files\n"));
    }
}
