package dev.amig.language.sql;

import static dev.amig.language.sql.StatementSplitter.withoutLeadingComments;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of quotes, comments and heredocs were tried on the engine of ClickHouse 26.7. */
class StatementSplitterTest {
    private record Case(String sql, List<String> statements) {}

    static List<Case> cases() {
        return List.of(
                of(""),
                of(" \n\t"),
                of(";"),
                of(" ; ;; "),
                of("-- only a comment"),
                of("/* only ; a comment */ ; # another\n ;"),
                of("SELECT 1\u2060;\u180E\u200D ;\u0085", "SELECT 1"),
                of("SELECT 1", "SELECT 1"),
                of("SELECT 1;", "SELECT 1"),
                of(" SELECT 1 ; ", "SELECT 1"),
                of("a;b", "a", "b"),
                of("a;;b;", "a", "b"),
                of("a\n;\r\nb\u00A0;\uFEFF", "a", "b"),
                of("SELECT ';'; b", "SELECT ';'", "b"),
                of("SELECT 'it''s; \\'; \\\\'; b", "SELECT 'it''s; \\'; \\\\'", "b"),
                of("SELECT \";\"; b", "SELECT \";\"", "b"),
                of("SELECT \"a\\\";\"; b", "SELECT \"a\\\";\"", "b"),
                of("SELECT `;`, `a``;`; b", "SELECT `;`, `a``;`", "b"),
                of("SELECT \u2018;'\u2019; b", "SELECT \u2018;'\u2019", "b"),
                of("SELECT \u201C;\"\u201D; b", "SELECT \u201C;\"\u201D", "b"),
                of("a -- ; '\n; b", "a -- ; '", "b"),
                of("a // ; '\n; b", "a // ; '", "b"),
                of("a # ; '\n; b", "a # ; '", "b"),
                of("a #! ; '\n; b", "a #! ; '", "b"),
                of("a -- \t\r\n; b", "a --", "b"),
                of("a \u2212 1; b", "a \u2212 1", "b"),
                of("a #x; b", "a #x", "b"),
                of("a - 1; b", "a - 1", "b"),
                of("a / 1; b", "a / 1", "b"),
                of("-- before\na -- behind\n;b", "-- before\na -- behind", "b"),
                of("/* before */ a /* in */ b /* behind */; c", "/* before */ a /* in */ b /* behind */", "c"),
                of("a; -- of b\n b; /* of nothing */", "a", "-- of b\n b"),
                of("/* a */ -- b\n; c", "c"),
                of("a /* ; /* ; */ ; */; b", "a /* ; /* ; */ ; */", "b"),
                of("SELECT $$;'$$; b", "SELECT $$;'$$", "b"),
                of("SELECT $a$; $$ $b$ '$a$; b", "SELECT $a$; $$ $b$ '$a$", "b"),
                of("SELECT $_1$;$_1$; b", "SELECT $_1$;$_1$", "b"),
                of("SELECT a$$;$$b", "SELECT a$$", "$$b"),
                of("SELECT $x; b", "SELECT $x", "b"),
                of("SELECT $x$; b", "SELECT $x$", "b"),
                of("SELECT $ ;$ b", "SELECT $", "$ b"),
                of("SELECT TOP 5$$;$$; b", "SELECT TOP 5$$;$$", "b"),
                of("SELECT 5a$x$;$x$", "SELECT 5a$x$;$x$"),
                of("SELECT a5$$;$$", "SELECT a5$$", "$$"),
                of("SELECT $a b$;$a b$", "SELECT $a b$", "$a b$"),
                of("SELECT {a:UInt8}; b", "SELECT {a:UInt8}", "b"),
                of("SELECT {'a': ';'}; b", "SELECT {'a': ';'}", "b"),
                of("(a; b)", "(a", "b)"),
                of("INSERT INTO t VALUES (1, ';'), (2, 'x'); b", "INSERT INTO t VALUES (1, ';'), (2, 'x')", "b"),
                of("INSERT INTO t SELECT 1; b", "INSERT INTO t SELECT 1", "b"),
                of("INSERT INTO t SELECT 1 FORMAT Null; b", "INSERT INTO t SELECT 1 FORMAT Null", "b"),
                of("INSERT INTO t FORMAT Values (1); b", "INSERT INTO t FORMAT Values (1)", "b"),
                of("INSERT INTO t FORMAT CSV\n1;2\n3;4\n", "INSERT INTO t FORMAT CSV\n1;2\n3;4\n"),
                of(
                        "a; insert into t (x, format) settings y = 1 format TSV 1;\n",
                        "a",
                        "insert into t (x, format) settings y = 1 format TSV 1;\n"),
                of("INSERT INTO db.format VALUES (1); b", "INSERT INTO db.format VALUES (1)", "b"),
                of("INSERT INTO format SELECT 1; b", "INSERT INTO format SELECT 1", "b"),
                of("INSERT INTO TABLE format (a) VALUES (1); b", "INSERT INTO TABLE format (a) VALUES (1)", "b"),
                of(
                        "INSERT INTO t (a) WITH x AS (SELECT 1) SELECT * FROM x FORMAT Null; b",
                        "INSERT INTO t (a) WITH x AS (SELECT 1) SELECT * FROM x FORMAT Null",
                        "b"),
                of(
                        "INSERT INTO t FROM INFILE 'a.csv' FORMAT CSV; b",
                        "INSERT INTO t FROM INFILE 'a.csv' FORMAT CSV",
                        "b"),
                of("INSERT INTO t VALUES (1) /* x */ -- y\n; b", "INSERT INTO t VALUES (1)", "b"),
                of(
                        "INSERT INTO t FORMAT Values (1), /* in */ (2) -- y",
                        "INSERT INTO t FORMAT Values (1), /* in */ (2)"),
                of("/* a */ INSERT /* b */ INTO t VALUES (1)", "/* a */ INSERT /* b */ INTO t VALUES (1)"),
                of("INSERT INTO t SELECT 1 -- x\n; b", "INSERT INTO t SELECT 1 -- x", "b"),
                of(
                        "WITH x AS (SELECT 1) INSERT INTO t FORMAT CSV 1;2",
                        "WITH x AS (SELECT 1) INSERT INTO t FORMAT CSV 1;2"),
                of("WITH 1 AS insert SELECT insert FORMAT CSV; b", "WITH 1 AS insert SELECT insert FORMAT CSV", "b"),
                of("EXPLAIN INSERT INTO t FORMAT CSV 1;2", "EXPLAIN INSERT INTO t FORMAT CSV 1;2"),
                of("INSERT INTO t FORMAT `CSV` 1;2", "INSERT INTO t FORMAT `CSV` 1;2"),
                of("INSERT INTO values FORMAT CSV 1;2", "INSERT INTO values FORMAT CSV 1;2"),
                of("INSERT INTO db.select FORMAT CSV 1;2", "INSERT INTO db.select FORMAT CSV 1;2"),
                of(
                        "INSERT INTO FUNCTION values('a') SETTINGS format=1 SELECT 1; b",
                        "INSERT INTO FUNCTION values('a') SETTINGS format=1 SELECT 1",
                        "b"),
                of(
                        "INSERT INTO t SELECT a FROM input('a') FORMAT CSV 1;2",
                        "INSERT INTO t SELECT a FROM input('a') FORMAT CSV 1;2"),
                of(
                        "INSERT INTO t (SELECT a FROM input('a')) FORMAT CSV 1;2",
                        "INSERT INTO t (SELECT a FROM input('a')) FORMAT CSV 1;2"),
                of(
                        "INSERT INTO t SELECT a FROM input('a') WHERE format = 1 FORMAT CSV 1;2",
                        "INSERT INTO t SELECT a FROM input('a') WHERE format = 1 FORMAT CSV 1;2"),
                of("INSERT INTO t SELECT 1 AS input FORMAT CSV; b", "INSERT INTO t SELECT 1 AS input FORMAT CSV", "b"),
                of("INSERT INTO t (SELECT 1) FORMAT Null; b", "INSERT INTO t (SELECT 1) FORMAT Null", "b"),
                of("SELECT 1 FORMAT JSON; b", "SELECT 1 FORMAT JSON", "b"),
                of("SELECT 'not closed; b", "SELECT 'not closed; b"),
                of("SELECT /* not closed; b", "SELECT /* not closed; b"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void statements_end_where_the_server_s_lexer_sees_a_semicolon(Case it) {
        var parts = StatementSplitter.split(it.sql);
        assertThat(parts).extracting(StatementSplitter.Part::text).containsExactlyElementsOf(it.statements);
        for (var part : parts) {
            assertThat(it.sql.substring(part.start())).startsWith(part.text());
            assertThat(it.sql.substring(part.firstToken())).startsWith(withoutLeadingComments(part.text()));
        }
    }

    @Test
    void a_statement_knows_what_stands_behind_the_comments_before_it() {
        assertThat(withoutLeadingComments("-- a\n/* /* b */ */ # c\n //d\n #!e\n (SELECT 1) -- f"))
                .isEqualTo("(SELECT 1) -- f");
        assertThat(withoutLeadingComments("SELECT 1")).isEqualTo("SELECT 1");
        assertThat(withoutLeadingComments(" -- only a comment")).isEmpty();
    }

    private static Case of(String sql, String... statements) {
        return new Case(sql, Arrays.asList(statements));
    }
}
