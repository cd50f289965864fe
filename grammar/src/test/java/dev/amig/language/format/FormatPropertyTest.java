package dev.amig.language.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.language.Mutations;
import dev.amig.language.SqlSoup;
import dev.amig.language.Statements;
import dev.amig.language.Statements.Statement;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.parser.Phrase;
import dev.amig.language.parser.SyntaxException;
import dev.amig.language.parser.SyntaxPart;
import dev.amig.language.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formatting changes no meaning, is done once, and keeps every comment where it is: whatever a migration looks like. */
class FormatPropertyTest {
    /** Raise it with {@code -Damig.test.inputs=1000000} after a change of the formatter. */
    private static final int INPUTS = Integer.getInteger("amig.test.inputs", 1_000);

    /** What a template writes may not end a string, nor keep one from ending: nobody could tell where lines begin. */
    private static final String BACKSLASH = "${r\"\\\"}";

    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final List<String> STATEMENTS = files().stream()
            .map(FormatPropertyTest::read)
            .flatMap(FormatPropertyTest::statements)
            .toList();
    private static final List<Statement> SQL = Statements.read(Path.of(""));

    static List<Path> files() {
        return Stream.of(RESOURCES.resolve("corpus"), RESOURCES.resolve("format/given"), Path.of("..", "migrations.d"))
                .flatMap(FormatPropertyTest::migrations)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void files_keep_their_meaning(Path file) {
        String text = read(file);
        FormattedText.assertKeepsItsPromises(text);
        FormattedText.assertKeepsItsPromises(text.replace("\n", "\r\n"));
        FormattedText.assertKeepsItsPromises("\uFEFF" + text.replace("\n", "\n\n\n\t"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void files_keep_their_meaning_however_they_are_written(Path file) {
        for (long seed = 0; seed < INPUTS / 50; seed++) {
            FormattedText.assertKeepsItsPromises(Scatter.write(read(file), new Random(seed), () -> null));
        }
    }

    @Test
    void random_migrations_keep_their_meaning() {
        for (long seed = 0; seed < INPUTS; seed++) {
            var random = new Random(seed);
            long soup = seed;
            String text = Scatter.write(migration(random), random, () -> island(random, soup));
            assertKeepsItsPromises(seed, text);
        }
    }

    /** Real SQL, indented in some way, in an island of several lines. */
    @Test
    void real_statements_keep_their_data() {
        for (Statement statement : SQL) {
            for (String lineEnd : List.of("\n", "\r\n", "\n    ", "\n\t \t")) {
                String raw = statement.isRaw() ? "RAW " : "";
                String sql = statement.sql().replace("\n", lineEnd);
                FormattedText.assertKeepsItsPromises(
                        "MIGRATION m;\nSTEP s ON ANY NODE " + raw + "{" + lineEnd + sql + "\n} IRREVERSIBLE;");
            }
        }
    }

    @Test
    void what_is_nearly_a_migration_is_laid_out_or_refused() {
        var mutations = Mutations.ofEveryFile();
        int laidOut = 0;
        for (long seed = 0; seed < INPUTS * 5L; seed++) {
            String text = mutations.text(seed);
            var source = new Source("mutated.amig", text);
            if (MigrationParser.read(source).isRight()) {
                assertKeepsItsPromises(seed, text);
                laidOut++;
            } else {
                assertThatThrownBy(() -> Formatter.format(source)).isInstanceOf(SyntaxException.class);
            }
        }
        assertThat(laidOut).isGreaterThan(INPUTS);
    }

    private static void assertKeepsItsPromises(long seed, String text) {
        try {
            FormattedText.assertKeepsItsPromises(text);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ":\n" + text, e);
        }
    }

    /** Null leaves the island that is there. */
    private static String island(Random random, long seed) {
        boolean withTemplates = random.nextInt(3) == 0;
        var soup = new SqlSoup(seed + random.nextInt(1_000), withTemplates);
        soup.add(FormattedText.SOUP);
        String sql = soup.text(random.nextInt(12)).replace(BACKSLASH, "${x}") + "1";
        String raw = !withTemplates && sql.contains("${") ? "RAW " : "";
        String space = random.nextBoolean() ? " " : "\n" + " ".repeat(random.nextInt(9));
        return random.nextInt(4) == 0 ? null : raw + "{" + space + sql + space + "}";
    }

    private static String migration(Random random) {
        var text = new StringBuilder(random.nextBoolean() ? "MIGRATION m;" : one(random, "MIGRATION"));
        for (int i = random.nextInt(6); i > 0; i--) {
            String statement = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
            text.append(isAnywhere(statement) ? statement : "");
        }
        return text + (random.nextInt(4) == 0 ? one(random, "FINALIZE") : "");
    }

    private static String one(Random random, String keyword) {
        List<String> found = STATEMENTS.stream()
                .filter(it -> it.regionMatches(true, 0, keyword, 0, keyword.length()))
                .toList();
        return found.get(random.nextInt(found.size()));
    }

    /** And more than once. */
    private static boolean isAnywhere(String statement) {
        return Stream.of("MIGRATION", "FINALIZE", "REQUIRED", "PROGRESS")
                .noneMatch(it -> statement.regionMatches(true, 0, it, 0, it.length()));
    }

    private static Stream<String> statements(String text) {
        var statements = new ArrayList<String>();
        var source = new Source("m.amig", text);
        for (SyntaxPart it : Phrase.of(source).parts()) {
            statements.add(source.text().substring(it.start(), it.end()));
        }
        return statements.stream();
    }

    private static Stream<Path> migrations(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".amig")).sorted().toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
