package dev.amig.language.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.tree.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledTemplateTest {
    @Test
    void a_raw_string_reads_nothing() {
        var compiled =
                Templates.none().compile("${r\"${a}\" + b} ${r'c'} ${\"${r'${d}'}${e}\"} ${r} <#if r\"f\" == g></#if>");
        assertThat(compiled.references()).extracting(Reference::name).containsExactly("b", "e", "r", "g");
    }

    @Test
    void numbers_and_booleans_are_written_as_computers_write_them() {
        var templates = Templates.with("large", 1_234_567L)
                .and("small", new BigDecimal("0.000000000000000000012"))
                .and("long", Long.MIN_VALUE)
                .and("half", 0.5)
                .and("truth", true);
        assertThat(templates.text("${large} ${small} ${long} ${half} ${truth} ${large * 1000} ${1/3 > 0}"))
                .isEqualTo("1234567 1.2E-20 -9223372036854775808 0.5 true 1234567000 true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        ${ident('a')}                       | `a`
        ${ident('a.b `c` \\\\')}            | `a.b \\`c\\` \\\\`
        ${ident('db', 'table')}             | `db`.`table`
        ${literal("it's")}                  | 'it\\'s'
        ${literal(5)} ${literal(true)}      | 5 true
        ${literal(['a', 1])}                | ['a', 1]
        ${list(['a', "b'"])}                | 'a', 'b\\''
        ${list([1, 2])}                     | 1, 2
        x${list([])}                        | x
        ${list(['a', 'b c'], ident)}        | `a`, `b c`
        """)
    void functions_write_sql(String template, String sql) {
        assertThat(Templates.none().text(template)).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        ${ident()}          | ident(x) takes the names to quote
        ${ident(1)}         | ident(x) takes strings, not a number
        ${literal()}        | literal(x) takes one value, not 0
        ${literal({})}      | literal(x) takes a string, a number, a boolean or a list, not a group of values
        ${list('a')}        | list(xs) takes a list, not a string
        ${list(1, 2)}       | list(xs) takes one value, not 2
        """)
    void functions_say_what_they_take(String template, String message) {
        assertThatThrownBy(() -> Templates.none().text(template))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("m.amig:1:1: " + message);
    }

    @Test
    void an_undefined_name_is_an_error_at_its_place_and_never_an_empty_string() {
        assertThatThrownBy(() -> Templates.with("source", "t").text("SELECT 1\r\n  FROM\t${sorce} WHERE '😀'"))
                .hasMessage("""
                        m.amig:2:10: 'sorce' is not defined
                            FROM\t${sorce} WHERE '😀'
                                \t  ^
                          help: did you mean source?""");
        assertThatThrownBy(() -> Templates.with("cluster", Map.of("name", "c")).text("${cluster.nam}"))
                .hasMessageStartingWith("m.amig:1:3: 'cluster.nam' is not defined\n");
        assertThatThrownBy(() -> Templates.none().text("a ${b!'x'}\n<#if c>d</#if>"))
                .hasMessageStartingWith("m.amig:2:6: 'c' is not defined\n");
    }

    @Test
    void an_error_of_a_value_names_the_value() {
        assertThatThrownBy(() -> Templates.with("n", 5L).text("SELECT ${n?keys}"))
                .hasMessageStartingWith("m.amig:1:10: for \"?keys\" left-hand operand: Expected a");
        assertThatThrownBy(() -> Templates.with("g", Map.of()).text("SELECT ${g}"))
                .hasMessageStartingWith("m.amig:1:10: ")
                .hasMessageNotContaining("freemarker")
                .hasMessageNotContaining("==>");
        assertThatThrownBy(() -> Templates.none().text("a\n<#stop 'no shard, no table'>"))
                .hasMessageStartingWith("m.amig:2:1: no shard, no table\n");
    }

    @Test
    void an_error_inside_a_template_file_names_the_file_and_the_island_that_called_it() {
        var templates = Templates.none()
                .file("outer.ftl", "<#function f x>\n  <#return inner.g(x)>\n</#function>")
                .file("inner.ftl", "<#function g x>\n\n    <#return x + nobody>\n</#function>");
        assertThatThrownBy(() -> templates.text("SELECT 1,\n  ${outer.f(1)}")).hasMessage("""
                        templates/inner.ftl:3:18: 'nobody' is not defined
                              <#return x + nobody>
                                           ^
                          help: called from m.amig:2:3""");
    }

    @Test
    void a_macro_of_a_template_file_is_called_from_its_tag() {
        var templates = Templates.none().file("lib.ftl", "<#macro m x>[${x.y}|<#nested>]</#macro>");
        assertThat(templates.text("<@lib.m x={'y': 1}>body</@lib.m>")).isEqualTo("[1|body]");
        assertThatThrownBy(() -> templates.text("\n <@lib.m x={}>body</@lib.m>"))
                .hasMessageStartingWith("templates/lib.ftl:1:16: 'x.y' is not defined\n")
                .hasMessageEndingWith("help: called from m.amig:2:2");
    }

    @Test
    void what_templates_write_comes_from_the_place_of_the_construct() {
        var rendered = Templates.with("x", "long value").render("<#if x?has_content>a ${x} b<#else>c</#if> d");
        assertThat(rendered.text()).isEqualTo("a long value b d");
        assertThat(rendered.places().origin(rendered.text().indexOf("a "))).isEqualTo(19);
        assertThat(rendered.places().origin(rendered.text().indexOf("value"))).isEqualTo(21);
        assertThat(rendered.places().origin(rendered.text().indexOf(" b"))).isEqualTo(25);
        assertThat(rendered.places().origin(rendered.text().indexOf(" d"))).isEqualTo(41);
    }

    @Test
    void text_that_goes_through_a_variable_comes_from_where_it_is_written() {
        var rendered = Templates.none().render("<#assign x>abc</#assign>-${x}-");
        assertThat(rendered.text()).isEqualTo("-abc-");
        assertThat(rendered.places().origin(1)).isEqualTo(25);
        assertThat(rendered.places().origin(3)).isEqualTo(25);
        assertThat(rendered.places().origin(4)).isEqualTo(29);
    }

    @Test
    void white_space_stays_as_it_was_written() {
        assertThat(Templates.none().text("a\n  <#if true>\n  b\n  </#if>\nc")).isEqualTo("a\n  \n  b\n  \nc");
        assertThat(Templates.none().text("<#switch 1>\n <#-- one --> \n<#case 1> a <#break></#switch>"))
                .isEqualTo(" a ");
    }

    @Test
    void a_quoted_text_knows_the_places_behind_its_escapes() {
        var source = new Source("m.amig", "CONFIRM 'it''s \\'so\\' ${nobody}';");
        var text = new Text(new Location("m.amig", 1, 9), "it's 'so' ${nobody}");
        var template = TemplateLibrary.empty().compile(source, text);
        assertThatThrownBy(() -> template.render(Map.of()))
                .hasMessageStartingWith("m.amig:1:25: 'nobody' is not defined");
    }

    @Test
    void a_library_is_known_by_its_namespaces_and_what_they_call() {
        var library = TemplateLibrary.of(List.of(
                new Source("t/b.ftl", "<#function f x><#return a.g(x)></#function><#assign v = 1>"),
                new Source("t/a.ftl", "<#function g x><#local y = x><#return y></#function>")));
        assertThat(library.namespaces()).containsExactly("a", "b");
        assertThat(library.members("b")).containsExactly("f", "v");
        assertThat(library.calledBy("b")).containsExactly("a");
        assertThat(library.calledBy("a")).isEmpty();
    }

    @Test
    void a_template_file_that_cannot_be_read_says_where() {
        assertThatThrownBy(() -> TemplateLibrary.of(List.of(
                        new Source("templates/a.ftl", "<#function f>\n<#return 1 +>\n</#function>"),
                        new Source("templates/b.ftl", "x\n <#if true>"))))
                .hasMessage("""
                        templates/a.ftl:2:13: the template cannot be read here, at '>'
                          <#return 1 +>
                                      ^

                        templates/b.ftl:2:2: this <#if> is never closed
                           <#if true>
                           ^""");
        assertThatThrownBy(() -> TemplateLibrary.of(List.of(new Source("templates/my-lib.ftl", ""))))
                .hasMessage("templates/my-lib.ftl:1:1: 'my-lib' cannot be called from an island;"
                        + " a template file is named like an identifier, as engine.ftl");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            ${literal("it's a \\\\")} | 'it''s a \\'
            ${ident('my "x"', 'b')}   | "my ""x""\"."b"
            ${literal(['a', 1])}      | ARRAY['a', 1]
            ${list(['a', 'b'])}       | 'a', 'b'
            """)
    void functions_write_what_postgres_reads_where_its_sql_stands(String template, String text) {
        var templates = Templates.none().and(CompiledTemplate.DIALECT, "POSTGRES");
        assertThat(templates.text(template)).isEqualTo(text);
    }
}
