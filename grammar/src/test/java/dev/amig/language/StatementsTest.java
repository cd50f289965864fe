package dev.amig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.Statements.Statement;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.sql.Spacing;
import dev.amig.language.sql.StatementSplitter;
import dev.amig.language.sql.StatementSplitter.Part;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Verify;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real SQL in every island comes back as its author wrote it. That ClickHouse accepts it is shown by {@code StatementsIT}. */
class StatementsTest {
    /** Raise it with {@code -Damig.test.inputs=1000000} after a change of the lexer. */
    private static final int INPUTS = Integer.getInteger("amig.test.inputs", 5_000);

    private static final TemplateLibrary TEMPLATES = TemplateLibrary.empty();
    private static final List<String> STEP =
            List.of("STEP s ON EACH SHARD %s IRREVERSIBLE", "STEP s ON EACH SHARD { a } ROLLBACK %s");
    private static final List<String> PLACES = List.of(
            STEP.get(0),
            STEP.get(1),
            "REQUIRED WHEN %s",
            "VERIFY v ON ANY NODE %s EXPECT ROWS",
            "VERIFY v ON ANY NODE { a } EXPECT ROWS ON MISMATCH %s");
    private static final List<Statement> STATEMENTS = Statements.read(Path.of(""));

    static List<Statement> statements() {
        return STATEMENTS;
    }

    @Test
    void there_are_many_and_none_twice() {
        assertThat(STATEMENTS).hasSizeGreaterThan(550);
        assertThat(STATEMENTS).extracting(Statement::sql).doesNotHaveDuplicates();
        assertThat(STATEMENTS).extracting(Statement::title).doesNotHaveDuplicates();
        assertThat(STATEMENTS).filteredOn(Statement::isRaw).hasSizeGreaterThan(10);
        assertThat(STATEMENTS).filteredOn(Statement::takesTheRest).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void a_statement_comes_back_from_every_place_where_an_island_may_stand(Statement statement) {
        for (String raw : statement.isRaw() ? List.of("RAW ") : List.of("", "RAW ")) {
            assertComesBack(raw, statement.sql(), List.of(statement.sql()));
        }
    }

    /** ClickHouse ends line comments at the line feed; so a carriage return is a part of the statement. */
    @ParameterizedTest
    @MethodSource("statements")
    void a_statement_with_windows_line_ends_comes_back(Statement statement) {
        String sql = statement.sql().replace("\n", "\r\n");
        assertComesBack("RAW ", sql, List.of(sql));
    }

    @Test
    void statements_that_share_an_island_are_taken_apart_as_they_were_written() {
        for (long seed = 0; seed < INPUTS; seed++) {
            var random = new Random(seed);
            List<Statement> some = some(random);
            String raw = some.stream().anyMatch(Statement::isRaw) || random.nextBoolean() ? "RAW " : "";
            assertComesBack(raw, joined(some, random), texts(some));
        }
    }

    /** White space and comments at the place of any white space between two tokens change no end of a statement. */
    @Test
    void what_stands_between_tokens_stays_there() {
        for (long seed = 0; seed < INPUTS; seed++) {
            var random = new Random(seed);
            var statement = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
            if (!statement.takesTheRest()) {
                String sql = Spacing.spread(statement.sql(), random);
                assertComesBack("RAW ", sql, List.of(sql));
            }
        }
    }

    private static List<Statement> some(Random random) {
        var some = new ArrayList<Statement>();
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            some.add(STATEMENTS.get(random.nextInt(STATEMENTS.size())));
        }
        var last = some.stream().filter(Statement::takesTheRest).findFirst();
        some.removeIf(Statement::takesTheRest);
        last.ifPresent(some::add);
        return some;
    }

    /** A line comment at a statement's end needs the line break, lest it take the semicolon. */
    private static String joined(List<Statement> statements, Random random) {
        return texts(statements).stream()
                .collect(Collectors.joining(random.nextBoolean() ? "\n;" : "\n ;\r\n\t\u00A0; \u2060"));
    }

    private static List<String> texts(List<Statement> statements) {
        return statements.stream().map(Statement::sql).toList();
    }

    private static void assertComesBack(String raw, String sql, List<String> statements) {
        String island = raw + "{ " + sql + "\n}";
        for (String place : statements.size() == 1 ? PLACES : STEP) {
            var source = new Source("m.amig", "MIGRATION m;\n" + place.formatted(island) + ";\nCONFIRM 'the end?';");
            Island found = island(MigrationParser.parse(source));
            assertThat(found.text()).isEqualTo(sql);
            assertThat(TEMPLATES.compile(source, found).render(Map.of()).text()).isEqualTo(sql);
        }
        var parts = StatementSplitter.split(sql);
        assertThat(parts).extracting(Part::text).containsExactlyElementsOf(statements);
        assertThat(parts)
                .allSatisfy(
                        it -> assertThat(sql.startsWith(it.text(), it.start())).isTrue());
    }

    /** The file's island that is under test: the last one. */
    private static Island island(Migration migration) {
        assertThat(migration.actions()).last().isInstanceOf(Confirm.class);
        if (migration.actions().size() == 1) {
            return migration.requiredWhen().orElseThrow().query();
        }
        if (migration.actions().get(0) instanceof Verify verify) {
            return verify.onMismatch().orElse(verify.query());
        }
        var step = (Step) migration.actions().get(0);
        return step.rollback()
                .filter(Rollback.Statements.class::isInstance)
                .map(it -> ((Rollback.Statements) it).island())
                .orElse(step.statements());
    }
}
