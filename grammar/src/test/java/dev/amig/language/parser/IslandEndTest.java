package dev.amig.language.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where islands end: every sign that means something somewhere, inside everything that can hold it. */
class IslandEndTest {
    /** What may hold signs that mean nothing there, but for those that end it or mean something to FreeMarker. */
    private record Container(String open, String close, List<String> except) {
        Container(String open, String close, String... except) {
            this(open, close, List.of(except));
        }
    }

    private static final List<Container> CONTAINERS = List.of(
            new Container("'", "'", "'", "\\"),
            new Container("\"", "\"", "\"", "r\"", "\\"),
            new Container("`", "`", "`", "\\"),
            new Container("\u2018", "\u2019", "\u2019"),
            new Container("\u201C", "\u201D", "\u201D"),
            new Container("-- ", "\n", "\n"),
            new Container("--", "\n", "\n"),
            new Container("// ", "\n", "\n"),
            new Container("# ", "\n", "\n"),
            new Container("#!", "\n", "\n"),
            new Container("/* ", " */", "/*", "*/"),
            new Container("/* /* x */ ", " */", "/*", "*/"),
            new Container("/*/ ", " */", "/*", "*/"),
            new Container("$$ ", " $$", "$$"),
            new Container("$a$ ", " $a$", "$a$"),
            new Container("$_1$ ", " $_1$"),
            new Container("${\"", "\"}", "\"", "r\"", "\\"),
            new Container("${r'", "'}", "'"),
            new Container("${a[\"", "\"]}", "\"", "r\"", "\\"),
            new Container("${a <#-- ", " -->}", "-->", "--]"),
            new Container("<#-- ", " -->", "-->"),
            new Container("<#if a == '", "'>", "'", "\\"),
            new Container("<#if (a > b) && a == '", "'>", "'", "\\"),
            new Container("<@lib.call a=\"", "\" />", "\"", "r\"", "\\"),
            new Container("<#noparse>", "</#noparse>", "</#noparse>"),
            new Container("<#comment>", "</#comment>", "</#comment>"));

    private static final List<String> SIGNS = List.of(
            "}",
            "{",
            "}}",
            "{{",
            "'",
            "\"",
            "`",
            ";",
            "--",
            "//",
            "# ",
            "#!",
            "\u2014",
            "/*",
            "*/",
            "$",
            "$$",
            "$a$",
            "$b$",
            "$x",
            "\\",
            "\\\\",
            "\n",
            "\r\n",
            "(",
            ")",
            "[",
            "]",
            "<",
            ">",
            "->",
            "-->",
            "--]",
            "<!--",
            "\u2018",
            "\u2019",
            "\u201C",
            "\u201D",
            "é",
            "😀",
            "</#noparse>",
            "</#comment>",
            "r\"",
            "?",
            "\u0000");

    static List<String> sql() {
        var texts = new ArrayList<String>();
        for (var container : CONTAINERS) {
            for (String sign : SIGNS) {
                boolean opensTag =
                        sign.startsWith("</#") && !container.open.startsWith("<#") && !container.open.startsWith("${");
                if (!container.except.contains(sign) && !opensTag) {
                    texts.add("SELECT " + container.open + sign + container.close + " + 1");
                }
            }
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("sql")
    void no_sign_inside_something_else_ends_an_island(String sql) {
        assertThat(island("{ " + sql + " }").text()).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a }",
                "{ a } }",
                "'}' }",
                "-- }\n }",
                "a$$}",
                "a$b$ }",
                "#x }",
                "# x\n}",
                "- - }",
                "/ * }",
                "<#1 }",
                "<#- }",
                "</#1 }",
                "< @a }",
                "</@ a }",
                "$ }",
                "$a }",
                "$ {a} }",
                "#{a} }",
                "[=a] }",
                "a - b }",
                "a \u2212 b }",
                "5$$}$$ }",
                "5a$x$}$x$ }",
                "a5$$}",
                "a.5$$}$$ }",
                "{a:UInt8} }",
                "{'a':1} }",
                "{\"a\":{}} }",
                "} ",
                "\\} ",
                "’ }",
                "” }",
                "${a} }",
                "$${a} }",
                "a$${a} }",
                "$a${b} }",
                "${{}} }",
                "${{'a':{}}} }",
                "${a['}']} }",
                "${\"${'}'}\"} }",
                "<#if a>}",
                "<#if a gt (b)>}",
                "<#if (a>b)>}",
                "<#if ((a)>(b))>}",
                "<@a/>}",
                "<@a x=y ; z>}",
                "</@a>}",
                "</@>}",
                "</#if>}",
                "<#else>}",
                "<#assign f = x -> y>}",
                "<#assign a--}>}"
            })
    void an_island_ends_at_the_brace_that_no_brace_before_it_needs(String rest) {
        String written = "x " + rest.strip();
        assertThat(island("{ " + written).text())
                .isEqualTo(written.substring(0, written.length() - 1).strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'${'",
                "\"${\"",
                "`<#if `",
                "<#if a",
                "${ }",
                "$$ ${ $$",
                "-- ${ <#if",
                "<#-- a --> '\n <#--'",
                "<@ a",
                "/* <#noparse> */",
                "\u2018${\u2019",
                "</#if",
                "<#noparse>",
                "${a + '}'}",
                "'<#-- '"
            })
    void a_raw_island_knows_no_templates(String sql) {
        assertThat(island("RAW { " + sql + "\n}")).isEqualTo(new Island(new Location("m.amig", 1, 38), sql, true));
        assertThat(island("raw\n\t{ " + sql + "\n}").text()).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\"",
                "`",
                "‘",
                "“",
                "/*",
                "$$",
                "$a$",
                "${",
                "<#if",
                "<@a",
                "<#--",
                "<#noparse>",
                "{",
                "-- "
            })
    void what_is_not_closed_swallows_the_file_and_is_reported_where_it_was_opened(String opening) {
        boolean isIsland = opening.equals("{") || opening.equals("-- ") || opening.equals("${");
        assertThatThrownBy(() -> island("{ 1\n  " + opening + " };"))
                .isInstanceOfSatisfying(
                        SyntaxException.class,
                        it -> assertThat(it.problems())
                                .singleElement()
                                .extracting(problem -> problem.location().toString())
                                .isEqualTo(isIsland ? "m.amig:1:32" : "m.amig:2:3"));
    }

    private static Island island(String island) {
        var source = new Source("m.amig", "MIGRATION m;STEP s ON ANY NODE " + island + ";\nCONFIRM 'x';");
        var actions = MigrationParser.parse(source).actions();
        assertThat(actions).hasSize(2);
        return ((Step) actions.get(0)).statements();
    }
}
