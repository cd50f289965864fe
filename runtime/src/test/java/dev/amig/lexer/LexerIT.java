package dev.amig.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.embedded.junit.ClusterExtension;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.sql.StatementSplitter;
import dev.amig.language.sql.StatementSplitter.Part;
import dev.amig.language.tree.Step;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random text is taken apart as ClickHouse's own lexer does it, which {@code tokenizeQuery} shows: islands end at the same
 * brace, statements at the same semicolon.
 */
class LexerIT {
    private static final int TEXTS = Integer.getInteger("amig.test.inputs", 10_000);
    private static final int AT_ONCE = 1_000;

    /** What opens and closes, with a space between. */
    private static final List<String> AROUND = List.of(
            "' '",
            "\" \"",
            "` `",
            "\u2018 \u2019",
            "\u201C \u201D",
            "-- \n",
            "# \n",
            "#! \n",
            "// \n",
            "/* */",
            "$$ $$",
            "$a$ $a$",
            "5$_$ $_$",
            "{ }",
            "( )",
            "x' '",
            "a$b $");

    private static final List<String> OPENERS =
            List.of("'", "\"", "`", "{", "}", "/*", "*/", "$$", "$a$", "\u2018", "\u2019", "\u201C", "\u201D", "\\");

    private static final List<String> PIECES = Stream.of(
                    "'' \\' \\\\ {} {a:UInt8} ; ; ; -- - # #! // / * /**/ /*/ $ $b$ $1$ $\u00E9$ a a$ a$b 5 5a 1e5 1. .5 1.5 0x1F 0b1 1_0",
                    "x'41' x' b'01' e' \u2013 \u2014 \u2212 \u00E9 \u65E5 \uD83D\uDE00 ( ) [ ] < > <=> <# = ! ? : :: -> | || & ^ ~ %",
                    "+ , . @ @@ SELECT \u00A0 \u0085 \u180E \u200B \u2028 \u2060 \u3000 \uFEFF \u000B")
            .flatMap(it ->
                    Stream.concat(Stream.of(it.split(" ")), Stream.of(" ", " ", "\n", "\n", "\r\n", "\t", "-- ", "# ")))
            .toList();

    /** Known to be read otherwise: a dollar sign in a name that stands directly behind a fraction, as in {@code SELECT .5a$b$}. */
    private static final Pattern FRACTION_AND_NAME = Pattern.compile("(?i)\\.\\d+[a-z_]\\w*\\$|\\d\\.[a-z_]\\w*\\$");

    @RegisterExtension
    static final ClusterExtension cluster = ClusterExtension.shards(2);

    @Test
    void statements_and_islands_end_where_the_server_s_lexer_sees_their_end() throws Exception {
        int islands = 0;
        int statements = 0;
        try (var server = new ServerLexer(cluster.nodes().get(0))) {
            for (long first = 0; first < TEXTS; first += AT_ONCE) {
                for (LexedText text : server.lex(texts(first))) {
                    statements += text.isClosed() ? comparedStatements(text) : 0;
                    islands += text.isClosed() && text.isBalanced() ? comparedIslands(text.text()) : 0;
                }
            }
        }
        assertThat(statements).isGreaterThan(TEXTS / 2);
        assertThat(islands).isGreaterThan(TEXTS / 4);
    }

    private static int comparedStatements(LexedText text) {
        assertThat(StatementSplitter.split(text.text()))
                .as(text.text())
                .extracting(Part::text)
                .containsExactlyElementsOf(text.statements());
        return text.statements().size();
    }

    private static int comparedIslands(String text) {
        if (text.isBlank()) {
            return 0;
        }
        var source = new Source("m.amig", "MIGRATION m;\nSTEP s ON ANY NODE RAW { " + text + "\n} IRREVERSIBLE;");
        var step = (Step) MigrationParser.parse(source).actions().get(0);
        assertThat(step.statements().text()).isEqualTo(text.strip());
        return 1;
    }

    private static List<String> texts(long first) {
        return LongStream.range(first, first + AT_ONCE).mapToObj(LexerIT::text).toList();
    }

    private static String text(long seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = 1 + random.nextInt(10); i > 0; i--) {
            boolean encloses = random.nextInt(3) == 0;
            String[] around = encloses ? one(AROUND, random).split(" ", 2) : new String[] {"", ""};
            text.append(around[0]);
            for (int j = encloses ? random.nextInt(5) : 1; j > 0; j--) {
                text.append(one(random.nextInt(6) == 0 ? OPENERS : PIECES, random));
            }
            text.append(around[1]);
        }
        return FRACTION_AND_NAME.matcher(text).replaceAll("1 ");
    }

    private static String one(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
