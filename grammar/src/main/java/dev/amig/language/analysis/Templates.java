package dev.amig.language.analysis;

import dev.amig.language.source.Source;
import dev.amig.language.template.CompiledTemplate;
import dev.amig.language.template.Reference;
import dev.amig.language.template.TemplateException;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The islands and texts of one file, compiled. */
final class Templates {
    private final Map<Island, CompiledTemplate> islands = new HashMap<>();
    private final Map<Text, CompiledTemplate> texts = new HashMap<>();

    static Templates compile(Source source, TemplateElements elements, TemplateLibrary library, Problems problems) {
        var templates = new Templates();
        for (Island island : elements.islands()) {
            try {
                templates.islands.put(island, library.compile(source, island));
            } catch (TemplateException e) {
                problems.addAll(e.problems());
            }
        }
        for (Text text : elements.texts()) {
            try {
                templates.texts.put(text, library.compile(source, text));
            } catch (TemplateException e) {
                problems.addAll(e.problems());
            }
        }
        return templates;
    }

    CompiledTemplate of(Island island) {
        return known(islands.get(island), "island", island.location());
    }

    CompiledTemplate of(Text text) {
        return known(texts.get(text), "text", text.location());
    }

    /** Empty: it could not be compiled. */
    Optional<CompiledTemplate> known(Island island) {
        return Optional.ofNullable(islands.get(island));
    }

    Set<String> namesRead() {
        return Stream.concat(islands.values().stream(), texts.values().stream())
                .flatMap(it -> it.references().stream())
                .map(Reference::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Map<Text, CompiledTemplate> texts() {
        return texts;
    }

    Map<Island, CompiledTemplate> islands() {
        return islands;
    }

    private static CompiledTemplate known(CompiledTemplate template, String what, Object location) {
        if (template == null) {
            throw new IllegalArgumentException("the %s at %s is not one of this migration".formatted(what, location));
        }
        return template;
    }
}
