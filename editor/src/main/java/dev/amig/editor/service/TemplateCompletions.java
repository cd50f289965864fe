package dev.amig.editor.service;

import dev.amig.editor.service.Completion.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may be written inside of {@code ${…}}. */
final class TemplateCompletions {
    private static final Pattern GROUP = Pattern.compile("(\\w+)\\s*\\.\\s*$");

    private final Document document;
    private final Templates templates;

    TemplateCompletions(Document document, Templates templates) {
        this.document = document;
        this.templates = templates;
    }

    List<Completion> at(Span typed) {
        Matcher group = GROUP.matcher(document.text().substring(0, typed.start()));
        return group.find() ? members(group.group(1), typed) : names(typed);
    }

    private List<Completion> members(String group, Span typed) {
        var completions = new ArrayList<Completion>();
        templates.functions(group).forEach(it -> completions.add(function(it, typed)));
        for (String it : ModelNames.members(group)) {
            completions.add(Completion.word(
                    Kind.VALUE, it, ModelNames.meaning(group + "." + it).orElse(""), typed));
        }
        if (group.equals("row")) {
            columns(typed).forEach(completions::add);
        }
        return completions;
    }

    /** Of {@code FOR EACH ROW (…)}. */
    private Stream<Completion> columns(Span typed) {
        var words = document.statementAt(typed.start()).map(Statement::words).orElse(List.of());
        return words.stream()
                .dropWhile(it -> !it.isKeyword("ROW"))
                .skip(2)
                .takeWhile(it -> !it.isSign(")") && !it.isIsland())
                .filter(it -> !it.isSign(","))
                .map(it -> Completion.word(Kind.VALUE, Symbols.plain(it), "a column of FOR EACH ROW", typed));
    }

    private static Completion function(TemplateFunction function, Span typed) {
        String comment =
                function.comment().flatMap(it -> it.lines().findFirst()).orElse("");
        return Completion.snippet(
                Kind.FUNCTION, function.name(), comment, call(function.name(), function.signature()), typed);
    }

    /** With placeholders for the parameters that have no default. */
    private static String call(String name, String signature) {
        String inside = signature.substring(signature.indexOf('(') + 1, signature.length() - 1);
        List<String> required = Arrays.stream(inside.split(", "))
                .filter(it -> !it.isEmpty() && !it.contains("="))
                .toList();
        return name
                + required.stream()
                        .map(it -> "${" + (required.indexOf(it) + 1) + ":" + it + "}")
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private List<Completion> names(Span typed) {
        var completions = new ArrayList<Completion>();
        for (Statement it : Parameters.statements(document)) {
            completions.add(
                    Completion.word(Kind.PARAMETER, Symbols.plain(it.name().orElseThrow()), head(it), typed));
        }
        for (String it : templates.namespaces()) {
            completions.add(Completion.word(Kind.NAMESPACE, it, "template file " + it + Templates.SUFFIX, typed));
        }
        for (String it : ModelNames.first()) {
            Optional<String> meaning = ModelNames.meaning(it);
            String detail = meaning.orElse("has " + String.join(", ", ModelNames.members(it)));
            completions.add(
                    ModelNames.isFunction(it)
                            ? Completion.snippet(Kind.FUNCTION, it, detail, it + "($1)", typed)
                            : Completion.word(Kind.VALUE, it, detail, typed));
        }
        return completions;
    }

    private String head(Statement statement) {
        return statement.head().of(document.text()).lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
