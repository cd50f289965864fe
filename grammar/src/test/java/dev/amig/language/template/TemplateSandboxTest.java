package dev.amig.language.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.language.source.Source;
import freemarker.core.ParseException;
import freemarker.template.Template;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries each way out of a template. */
class TemplateSandboxTest {
    private static final Map<String, Object> MODEL =
            Map.of("text", "abc", "number", 1L, "truth", true, "items", List.of("a"), "group", Map.of("k", "v"));

    /** Refused when it is compiled, whatever it would do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${'freemarker.template.utility.Execute'?new()('id')}",
                "${'freemarker.template.utility.ObjectConstructor'?new()('java.io.File', '/')}",
                "${'freemarker.template.utility.JythonRuntime'?new()}",
                "<#assign x = 'freemarker.template.utility.Execute'?new()>${x('id')}",
                "${text?api.getClass()}",
                "${group?api.class.classLoader}",
                "${'1 + 1'?eval}",
                "<@'${text}'?interpret />",
                "${\"${'1'?eval}\"}",
                "<#include '/etc/passwd'>",
                "<#include 'file:///etc/passwd'>",
                "<#include '../m.amig'>",
                "<#import '../x.ftl' as x>",
                "<#import 'engine.ftl' as other>",
                "<#setting classic_compatible=true>${nobody}",
                "<#setting number_format='0,000'>",
                "${.now}",
                "${.data_model.text}",
                "${.dataModel.text}",
                "${.globals.text}",
                "${.vars['text']}",
                "${.main.text}",
                "${.namespace.text}",
                "${.locals.text}",
                "${.version}",
                "${.locale}",
                "${.output_encoding}",
                "${.template_name}",
                "${.current_template_name}",
                "${.caller_template_name}",
                "${.get_optional_template('/etc/passwd').include()}",
                "<#if .get_optional_template('x').exists>x</#if>",
                "${( .now)}",
                "${1 + .now?long}",
            })
    void a_door_is_shut(String template) {
        assertThatThrownBy(() -> Templates.none().compile(template))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("is not available in amig's templates");
    }

    /** The configuration alone, without the check before it: nothing gets out that way either. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${'freemarker.template.utility.Execute'?new()('id')}",
                "${'freemarker.template.utility.ObjectConstructor'?new()('java.io.File', '/')}",
                "${'java.lang.Object'?new()}",
                "${text?api.getClass()}",
                "${number?api}",
                "${items?api.size()}",
                "${group?api.class}",
                "${ident?api}",
                "<#include '/etc/passwd'>",
                "<#include 'file:///etc/passwd'>",
                "<#include '../../../../../../etc/passwd'>",
                "<#include 'pom.xml'>",
                "<#import '../x.ftl' as x>",
                "<#import '/etc/passwd' as x>",
                "<@'<#include \"/etc/passwd\">'?interpret />",
                "${\"'freemarker.template.utility.Execute'?new()\"?eval}",
                "<#assign classic = 1>${nobody}",
                "${.data_model.System}",
                "${.vars['java.lang.System']}",
                "${.globals['env']}",
            })
    void freemarker_itself_is_shut_too(String template) throws Exception {
        Template compiled = new ShutFreeMarker(new TreeMap<>()).compile("the island", template);
        assertThatThrownBy(() -> compiled.process(MODEL, new StringWriter()))
                .isInstanceOfAny(freemarker.template.TemplateException.class, java.io.IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${text.class}", "${text.getClass()}", "${text.bytes}", "${text.length()}", "${number.class}",
                        "${number.intValue()}",
                "${truth.class}", "${items.class}", "${items.size()}", "${items.stream()}", "${group.class}",
                        "${group.getClass()}",
                "${group.entrySet()}", "${group.size()}", "${group.isEmpty()}", "${ident.class}",
                        "${literal.getClass()}", "${env.PATH}",
                "${system}", "${System.getenv('PATH')}", "${Configuration}", "${statics['java.lang.System']}",
                        "${enums}", "${Session}",
                "${amig__mark.class}", "${text['class']}", "${group['class']}", "${group['getClass']()}"
            })
    void no_java_object_can_be_reached_through_a_value(String template) {
        var templates = Templates.none();
        MODEL.forEach(templates::and);
        assertThatThrownBy(() -> templates.text(template)).isInstanceOf(TemplateException.class);
    }

    @Test
    void a_value_that_is_no_plain_value_is_refused() {
        assertThatThrownBy(() -> Templates.with("file", Path.of("/")).text("${file}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(
                        "a template takes maps, lists, strings, numbers and booleans, not sun.nio.fs.UnixPath");
    }

    @Test
    void a_library_s_doors_are_shut_when_it_is_loaded(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("bad.ftl"), "<#function f>\n  <#return 'x'?eval>\n</#function>");
        assertThatThrownBy(() -> TemplateLibrary.load(folder))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("bad.ftl:2:15: ?eval is not available in amig's templates");
    }

    @Test
    void the_marks_of_the_source_map_give_nothing_away() {
        assertThat(Templates.none().text("a<@amig__mark n=99999/>b<@amig__mark/>c<@amig__mark n=-1/>"))
                .isEqualTo("abc");
    }

    @Test
    void a_template_that_never_ends_is_stopped() {
        assertThatThrownBy(
                        () -> Templates.none().text("<#list 1.. as i>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</#list>"))
                .hasMessageStartingWith("m.amig:1:17: this template writes more than 67108864 characters");
        assertThatThrownBy(() -> Templates.none().text("<#macro m><@m/></#macro><@m/>"))
                .hasMessageStartingWith("m.amig:1:11: a template calls itself without end");
        assertThatThrownBy(() -> Templates.none().text("<#function f x><#return f(x + 1)></#function>${f(1)}"))
                .hasMessageStartingWith("m.amig:1:46: a template calls itself without end");
    }

    @Test
    void a_template_that_wants_all_memory_is_an_error_not_a_crash() {
        assertThatThrownBy(() -> Templates.none().text("ab ${'a'?left_pad(2000000000)}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("m.amig:1:4: this template makes a text that is larger than memory\n");
    }

    @Test
    void a_deep_expression_is_an_error_not_a_crash() {
        String deep = "${" + "(".repeat(50_000) + "1" + ")".repeat(50_000) + "}";
        assertThatThrownBy(() -> Templates.none().compile(deep)).isInstanceOf(TemplateException.class);
    }

    @Test
    void the_shut_freemarker_still_reads_templates() throws ParseException {
        assertThat(new ShutFreeMarker(new TreeMap<>(Map.of("a.ftl", new Source("a.ftl", "")))).compile("x", "${1}"))
                .isNotNull();
    }
}
