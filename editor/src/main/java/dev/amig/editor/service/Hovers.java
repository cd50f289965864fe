package dev.amig.editor.service;

import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known about the word under the mouse. */
final class Hovers {
    private final Workspace workspace;

    Hovers(Workspace workspace) {
        this.workspace = workspace;
    }

    Optional<Hover> at(Document document, int offset) {
        Templates templates = workspace.templatesOf(document.file());
        return new Symbols(document, templates.namespaces())
                .at(offset)
                .flatMap(it -> markdown(document, it, templates).map(text -> new Hover(it.span(), text)));
    }

    private Optional<String> markdown(Document document, Symbol symbol, Templates templates) {
        return switch (symbol.kind()) {
            case PARAMETER -> parameter(document, symbol.name());
            case NAMESPACE -> Optional.of(namespace(symbol.name(), templates));
            case TEMPLATE_FUNCTION -> function(symbol.name(), templates);
            case MODEL -> model(symbol.name());
            case DEPENDENCY -> dependency(document, symbol.name());
            case ACTION -> action(document, symbol.name());
            case SETTING -> SettingNames.find(symbol.name()).map(it -> code(it.name()) + "\n" + it.facts());
            case KEYWORD -> Phrases.meaning(symbol.name()).map(it -> "**" + symbol.name() + "**: " + it);
        };
    }

    private static Optional<String> parameter(Document document, String name) {
        return document.reading().migration().stream()
                .flatMap(it -> it.params().stream())
                .filter(it -> it.name().value().equals(name))
                .findFirst()
                .map(Hovers::parameter);
    }

    private static String parameter(Param param) {
        String value = param.defaultValue()
                .map(it -> param.type() == Param.Type.STRING ? " = '" + it.value() + "'" : " = " + it.value())
                .orElse("");
        String required = param.defaultValue().isPresent() ? "" : "required: it has no default";
        String description = param.description().map(it -> it.value()).orElse("");
        return paragraphs(code("PARAM " + param.name() + " " + param.type() + value), description, required);
    }

    private static String namespace(String name, Templates templates) {
        String functions = templates.functions(name).stream()
                .map(it -> "`" + name + "." + it.signature() + "`")
                .collect(Collectors.joining("  \n"));
        return paragraphs("template file `" + name + ".ftl`", functions);
    }

    private static Optional<String> function(String path, Templates templates) {
        String namespace = path.substring(0, path.indexOf('.'));
        return templates
                .function(namespace, path.substring(path.indexOf('.') + 1))
                .map(it -> paragraphs(
                        code(namespace + "." + it.signature()), it.comment().orElse("")));
    }

    private static Optional<String> model(String name) {
        if (ModelNames.meaning(name).isPresent()) {
            return ModelNames.meaning(name).map(it -> "`" + name + "`: " + it);
        }
        List<String> members = ModelNames.members(name);
        return members.isEmpty() ? Optional.empty() : Optional.of("`" + name + "` has " + String.join(", ", members));
    }

    private Optional<String> dependency(Document document, String name) {
        return Migrations.find(workspace, document, name).map(it -> {
            Optional<Migration> migration = it.reading().migration();
            String description = migration
                    .flatMap(Migration::description)
                    .map(text -> text.value())
                    .orElse("");
            return paragraphs(code("MIGRATION " + name), description);
        });
    }

    /** Its statement up to the SQL, and which nodes its target means. */
    private static Optional<String> action(Document document, String name) {
        return Actions.find(document, name).map(it -> {
            String target = it.words().stream()
                    .filter(word -> word.isKeyword("ON"))
                    .findFirst()
                    .flatMap(word -> Phrases.around(it.words(), word))
                    .map(phrase -> "`" + phrase.text() + "`: " + phrase.meaning())
                    .orElse("");
            return paragraphs(code(it.head().of(document.text())), target);
        });
    }

    private static String code(String text) {
        return "```amig\n" + text + "\n```";
    }

    private static String paragraphs(String... paragraphs) {
        var there = new ArrayList<>(List.of(paragraphs));
        there.removeIf(String::isEmpty);
        return String.join("\n\n", there);
    }
}
