package dev.amig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.sql.StatementSplitter;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the author wrote is what the server gets, whatever was written. */
class IslandPropertyTest {
    /** Raise it with {@code -Damig.test.inputs=1000000} after a change of the lexer. */
    private static final int INPUTS = Integer.getInteger("amig.test.inputs", 5_000);

    private static final TemplateLibrary TEMPLATES = TemplateLibrary.empty();

    @Test
    void an_island_comes_out_as_it_was_written() {
        for (long seed = 0; seed < INPUTS; seed++) {
            String sql = "SELECT " + new SqlSoup(seed).text(1 + (int) (seed % 12));
            for (String raw : sql.contains("${") ? List.of("RAW ") : List.of("", "RAW ")) {
                var source = source(raw, sql);
                Island island = island(source, seed);
                assertThat(island.text()).as("seed %d", seed).isEqualTo(strip(sql));
                assertThat(TEMPLATES.compile(source, island).render(Map.of()).text())
                        .as("seed %d, rendered", seed)
                        .isEqualTo(strip(sql));
            }
        }
    }

    @Test
    void templates_may_stand_anywhere_and_every_character_they_leave_knows_its_place() {
        for (long seed = 0; seed < INPUTS; seed++) {
            var soup = new SqlSoup(seed, true);
            soup.add("SELECT ");
            String sql = soup.text(1 + (int) (seed % 12)) + "1";
            var source = source("", sql);
            Island island = island(source, seed);
            assertThat(island.text()).as("seed %d", seed).isEqualTo(sql);
            var compiled = TEMPLATES.compile(source, island);
            assertThat(compiled.references())
                    .as("seed %d", seed)
                    .allMatch(it -> it.name().equals("x"));
            var rendered = compiled.render(Map.of("x", "X"));
            assertThat(rendered.text()).as("seed %d", seed).isEqualTo(soup.rendered() + "1");
            int start = source.offset(island.location());
            for (int i = 0; i < soup.places().size(); i++) {
                assertThat(rendered.places().origin(i) - start)
                        .as("seed %d, character %d of\n%s\nof\n%s", seed, i, rendered.text(), sql)
                        .isEqualTo(soup.places().get(i));
            }
        }
    }

    @Test
    void an_island_is_split_at_the_semicolons_that_the_server_would_see() {
        for (long seed = 0; seed < INPUTS; seed++) {
            var soup = new SqlSoup(seed);
            String sql = "SELECT " + soup.text(1 + (int) (seed % 12)) + ";SELECT 1";
            long withWords = StatementSplitter.split(sql.replace(";", "; x ")).size();
            assertThat(StatementSplitter.split(sql).size())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(soup.semicolons() + 2);
            assertThat(withWords).as("seed %d", seed).isEqualTo(soup.semicolons() + 2L);
        }
    }

    @Test
    void nothing_of_an_island_is_left_out_but_white_space_and_comments_that_belong_to_no_statement() {
        for (long seed = 0; seed < INPUTS; seed++) {
            String sql = new SqlSoup(seed).text(1 + (int) (seed % 12));
            int end = 0;
            var leftOut = new ArrayList<String>();
            for (var part : StatementSplitter.split(sql)) {
                leftOut.add(sql.substring(end, part.start()));
                end = part.start() + part.text().length();
            }
            leftOut.add(sql.substring(end));
            assertThat(leftOut)
                    .as("seed %d", seed)
                    .allSatisfy(it -> assertThat(StatementSplitter.split(it)).isEmpty());
            assertThat(leftOut.subList(1, leftOut.size()))
                    .as("seed %d", seed)
                    .allMatch(it -> it.replaceAll("[\\s\\p{Z}\u0085\u180E\u2060\uFEFF]+", "")
                            .matches("|;.*"));
        }
    }

    private static Source source(String raw, String sql) {
        return new Source(
                "m.amig", "MIGRATION m;\nSTEP s ON ANY NODE " + raw + "{ " + sql + " } IRREVERSIBLE;\nCONFIRM 'x';");
    }

    private static Island island(Source source, long seed) {
        try {
            var actions = MigrationParser.parse(source).actions();
            assertThat(actions).as("seed %d", seed).hasSize(2);
            return ((Step) actions.get(0)).statements();
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + source.text(), e);
        }
    }

    private static String strip(String sql) {
        return sql.strip();
    }
}
