package dev.amig.editor.vscode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the extension colours is the language: its samples, without the lines that say what is expected, can be read. */
class SamplesTest {
    private static final Path SAMPLES = Path.of("../editors/vscode/test/samples");

    static Stream<Path> samples() throws IOException {
        return Files.list(SAMPLES);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_is_a_migration(Path file) throws IOException {
        String text = Files.readAllLines(file).stream()
                .filter(it -> !it.matches("-- *\\^+ .+"))
                .collect(Collectors.joining("\n"));
        var reading = MigrationParser.read(new Source(file.toString(), text));
        assertThat(reading.problems().stream().map(Problem::toString)).isEmpty();
    }
}
