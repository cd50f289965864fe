package dev.amig.editor.service;

import java.util.Map;
import java.util.Optional;

/** Whole statements to be filled in, from {@code snippets.txt}. */
final class Snippets {
    private static final Map<String, String> ALL = Phrases.read("snippets.txt");

    private Snippets() {}

    static Optional<Completion> of(String keyword, Span replaced) {
        return Optional.ofNullable(ALL.get(keyword)).map(it -> {
            String[] parts = it.split(" \\| ", 2);
            return Completion.snippet(
                    Completion.Kind.SNIPPET, keyword + " …", parts[0], parts[1].replace("\\n", "\n"), replaced);
        });
    }
}
