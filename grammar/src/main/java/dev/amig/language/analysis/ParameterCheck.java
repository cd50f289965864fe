package dev.amig.language.analysis;

import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.template.Reference;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.text.Spelling;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Param;
import dev.amig.language.tree.Text;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names of parameters, and defaults that fit their types. */
final class ParameterCheck {
    private final Source source;
    private final Problems problems;
    private final TemplateLibrary library;

    ParameterCheck(Source source, Problems problems, TemplateLibrary library) {
        this.source = source;
        this.problems = problems;
        this.library = library;
    }

    void check(Migration migration, Templates templates) {
        Map<String, Location> seen = new LinkedHashMap<>();
        for (Param param : migration.params()) {
            name(param, seen);
            param.defaultValue().ifPresent(it -> defaultValue(param, it, templates, seen));
            seen.putIfAbsent(param.name().value(), param.name().location());
        }
    }

    private void name(Param param, Map<String, Location> seen) {
        String name = param.name().value();
        Location place = param.name().location();
        Location first = seen.get(name);
        if (first != null) {
            problems.add(
                    place,
                    "a second parameter is called %s; the first stands at %d:%d"
                            .formatted(name, first.line(), first.column()));
        } else if (ModelNames.isReserved(name)) {
            problems.add(
                    place,
                    "a parameter cannot be called %s: templates know something else by that name".formatted(name));
        } else if (library.namespaces().contains(name)) {
            problems.add(
                    place, "a parameter cannot be called %s: it would hide templates/%s.ftl".formatted(name, name));
        } else if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            problems.add(place, "a parameter cannot be called `%s`: templates could not name it".formatted(name));
        }
    }

    /** One with a template in it gets its value later; what it may use is known here. */
    private void defaultValue(Param param, Text text, Templates templates, Map<String, Location> above) {
        var template = templates.texts().get(text);
        if (template == null) {
            return;
        }
        for (Reference it : template.references()) {
            if (!above.containsKey(it.name()) && !ModelNames.FUNCTIONS.contains(it.name())) {
                problems.add(
                        template.location(it),
                        "'%s' is no parameter above this one; a default may use nothing else".formatted(it.name()),
                        Spelling.didYouMean(it.name(), above.keySet()));
            }
        }
        if (template.references().isEmpty()) {
            literal(param, text);
        }
    }

    private void literal(Param param, Text text) {
        boolean quoted = source.text().startsWith("'", source.offset(text.location()));
        if (param.type() == Param.Type.STRING && !quoted) {
            problems.add(
                    text.location(),
                    "parameter %s is a STRING and its default is not quoted; write '%s' or give a type"
                            .formatted(param.name(), text.value()));
            return;
        }
        try {
            ParameterValues.parse(param.type(), text.value());
        } catch (IllegalArgumentException e) {
            problems.add(
                    text.location(),
                    "parameter %s is %s: %s".formatted(param.name(), article(param.type()), e.getMessage()));
        }
    }

    private static String article(Param.Type type) {
        return (type == Param.Type.INTEGER ? "an " : "a ") + type;
    }
}
