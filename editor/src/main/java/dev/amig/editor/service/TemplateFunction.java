package dev.amig.editor.service;

import dev.amig.language.source.Source;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A function or macro of a template file.
 *
 * @param signature {@code replacing(table, version_column="")}
 * @param comment   what stands in the comment before it, or in the file's first one
 * @param span      of its name
 */
record TemplateFunction(String name, String signature, Optional<String> comment, Source source, Span span) {
    private static final Pattern DECLARATION = Pattern.compile(
            "(?:<#--((?:(?!-->).)*)-->[ \\t]*\\R?[ \\t]*)?<#(?:function|macro)\\s+(\\w+)([^>]*)>", Pattern.DOTALL);

    static List<TemplateFunction> allOf(Source source) {
        return DECLARATION
                .matcher(source.text())
                .results()
                .map(it -> of(source, it))
                .toList();
    }

    private static TemplateFunction of(Source source, MatchResult declaration) {
        String name = declaration.group(2);
        String parameters = String.join(", ", declaration.group(3).strip().split("\\s+"));
        return new TemplateFunction(
                name,
                name + "(" + parameters + ")",
                Optional.ofNullable(declaration.group(1)).map(TemplateFunction::unindented),
                source,
                new Span(declaration.start(2), declaration.end(2)));
    }

    private static String unindented(String comment) {
        return comment.strip()
                .lines()
                .map(String::strip)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }
}
