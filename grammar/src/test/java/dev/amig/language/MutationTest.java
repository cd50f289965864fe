package dev.amig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.analysis.Analyzer;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.parser.SyntaxException;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever stands in a file: a tree, or an error with a place in it; soon. */
class MutationTest {
    private static final int INPUTS = Integer.getInteger("amig.test.inputs", 200_000);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final TemplateLibrary TEMPLATES = TemplateLibrary.empty();

    private static final List<String> SEEDS = List.of("""
            MIGRATION 0002_x DESCRIPTION 'why' DEPENDS ON a, b APPLICATION VERSION '>=1.0' REQUIRES clickhouse '>=26' CLUSTER c;
            """, """
            MIGRATION m;
            PARAM a INTEGER = 5 DESCRIPTION 'x'; -- comment
            SETTINGS max_threads = 8, s = 'a\\'b';
            """, """
            MIGRATION m;
            STEP s 'text' ON EACH SHARD AT ONCE 2 TIMEOUT 5 MINUTES RETRY 3 TIMES EVERY 10 SECONDS ON ERROR PAUSE {
              SELECT {x:UInt8}, '}', $$}$$, `}`, ${a["}"]} <#if x>y</#if> /* } */ -- }
            } ROLLBACK { x };
            """, """
            MIGRATION m;
            VERIFY v ON SHARDS 1, 3..5 RAW { SELECT '${' } EXPECT != -1.5 ON MISMATCH { <#-- } --> 1 } WARN ONLY;
            CONFIRM 'go?';
            COPY x FROM y; FINALIZE 'z' BEGIN STEP q ON ANY NODE {a} IRREVERSIBLE; END;
            """);
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "'",
            "\"",
            "`",
            ";",
            "--",
            "#",
            "/*",
            "*/",
            "$",
            "$$",
            "${",
            "<#",
            "<@",
            "<#--",
            "-->",
            "</#",
            ">",
            "(",
            ")",
            "RAW {",
            "STEP",
            "ON",
            "EACH",
            "VERIFY",
            "\\",
            "\n",
            "\r\n",
            "\t",
            "😀",
            "\uD83D",
            "\u0000",
            "\u2018",
            "\u2019",
            "\u201C",
            "\u2014",
            "1",
            "9999999999",
            "..",
            "-",
            "=",
            "<#noparse>",
            "</#noparse>",
            "\uFEFF",
            "é",
            "<#assign x>",
            "?eval",
            "!");

    @Test
    @Timeout(300)
    void no_text_gives_another_exception_than_a_syntax_error_and_none_takes_long() {
        for (int seed = 0; seed < INPUTS; seed++) {
            String text = mutated(new Random(seed));
            long start = System.nanoTime();
            try {
                read(text);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ":\n" + text, e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("seed %d:\n%s", seed, text)
                    .isLessThan(LONGEST);
        }
    }

    private static void read(String text) {
        var source = new Source("m.amig", text);
        try {
            var migration = MigrationParser.parse(source);
            Analyzer.analyze(source, migration, TEMPLATES);
        } catch (SyntaxException e) {
            assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(MigrationParser.MOST_PROBLEMS);
            e.problems()
                    .forEach(it -> assertThat(source.offset(it.location()))
                            .isBetween(0, source.text().length()));
        } catch (LanguageException e) {
            e.problems()
                    .forEach(it -> assertThat(source.offset(it.location()))
                            .isBetween(0, source.text().length()));
        }
    }

    private static String mutated(Random random) {
        var text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.setLength(random.nextInt(8) == 0 ? at : text.length());
                case 3 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }
}
