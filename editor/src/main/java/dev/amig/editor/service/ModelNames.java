package dev.amig.editor.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every template sees besides parameters and template files, from {@code model.txt}. */
final class ModelNames {
    private static final Map<String, String> MEANINGS = Phrases.read("model.txt");

    private ModelNames() {}

    static Optional<String> meaning(String name) {
        return Optional.ofNullable(MEANINGS.get(name));
    }

    /** {@code cluster}, {@code ident}. */
    static List<String> first() {
        return MEANINGS.keySet().stream()
                .map(it -> it.split("\\.")[0])
                .distinct()
                .toList();
    }

    /** {@code name}, {@code shards} of {@code cluster}. */
    static List<String> members(String group) {
        return MEANINGS.keySet().stream()
                .filter(it -> it.startsWith(group + "."))
                .map(it -> it.substring(group.length() + 1))
                .toList();
    }

    static boolean isFunction(String name) {
        return meaning(name).filter(it -> it.startsWith(name + "(")).isPresent();
    }
}
