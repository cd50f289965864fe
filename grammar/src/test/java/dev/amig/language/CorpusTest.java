package dev.amig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.tree.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code corpus/*.amig} gives the {@code .tree} beside it. {@code mvn test -Damig.test.write} writes the trees anew;
 * read the difference before committing it.
 */
class CorpusTest {
    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");
    private static final Path MIGRATIONS = Path.of("..", "migrations.d");

    static List<Path> corpus() throws IOException {
        return amigFiles(CORPUS);
    }

    static List<Path> everyFile() throws IOException {
        return Stream.concat(amigFiles(CORPUS).stream(), amigFiles(MIGRATIONS).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void a_file_gives_its_tree(Path file) throws IOException {
        String tree = TreeText.of(parse(read(file)));
        Path expected = file.resolveSibling(file.getFileName().toString().replace(".amig", ".tree"));
        if (ErrorTable.isWriting()) {
            Files.writeString(expected, tree);
        }
        assertThat(tree).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("everyFile")
    void a_tree_that_is_written_down_and_read_again_is_the_same(Path file) throws IOException {
        Migration migration = parse(read(file));
        String written = AmigText.of(migration);
        assertThat(TreeText.withoutLocations(parse(written)))
                .as(written)
                .isEqualTo(TreeText.withoutLocations(migration));
    }

    /** Line ends inside islands and texts are the author's; everywhere else they are white space. */
    @ParameterizedTest
    @MethodSource("everyFile")
    void windows_line_ends_change_nothing_but_islands(Path file) throws IOException {
        String text = read(file);
        assertThat(TreeText.of(parse(text.replace("\n", "\r\n"))).replace("\\r\\n", "\\n"))
                .isEqualTo(TreeText.of(parse(text)));
    }

    private static Migration parse(String text) {
        return MigrationParser.parse(new Source("x.amig", text));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    private static List<Path> amigFiles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".amig")).sorted().toList();
        }
    }
}
