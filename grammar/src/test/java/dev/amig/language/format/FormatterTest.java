package dev.amig.language.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.ErrorTable;
import dev.amig.language.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of {@code format/given} and of the corpus is laid out as the one of its name in {@code format/expected}. {@code
 * mvn test -Damig.test.write} writes those anew; read the difference before committing it.
 */
class FormatterTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Path MIGRATIONS = Path.of("..", "migrations.d");

    static List<Path> given() throws IOException {
        return Stream.of(RESOURCES.resolve("format/given"), RESOURCES.resolve("corpus"))
                .flatMap(FormatterTest::migrations)
                .toList();
    }

    static List<Path> migrations() {
        return migrations(MIGRATIONS).toList();
    }

    @ParameterizedTest
    @MethodSource("given")
    void a_file_is_laid_out_as_expected(Path file) throws IOException {
        String parent = file.getParent().getFileName().toString();
        String formatted = format(Files.readString(file));
        Path expected = RESOURCES
                .resolve("format/expected")
                .resolve((parent.equals("corpus") ? "corpus_" : "") + file.getFileName());
        if (ErrorTable.isWriting()) {
            Files.writeString(expected, formatted);
        }
        assertThat(formatted).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void the_migrations_of_the_project_are_laid_out(Path file) throws IOException {
        String text = Files.readString(file);
        assertThat(format(text)).isEqualTo(text);
    }

    private static String format(String text) {
        return Formatter.format(new Source("m.amig", text));
    }

    private static Stream<Path> migrations(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".amig")).sorted().toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
