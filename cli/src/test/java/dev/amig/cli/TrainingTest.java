package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    @TempDir
    private Path folder;

    /** A lesson that fails would train nothing, and nobody would see it: commands would only be slower. */
    @Test
    void every_lesson_succeeds() throws IOException {
        for (List<String> lesson : Training.lessons(folder)) {
            assertThat(Training.take(lesson)).as(String.valueOf(lesson)).isZero();
        }
    }
}
