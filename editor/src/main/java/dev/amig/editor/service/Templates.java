package dev.amig.editor.service;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The template files of a project, of which some may be wrong at the moment. */
final class Templates {
    static final String SUFFIX = ".ftl";

    private final Map<String, Source> files = new LinkedHashMap<>();
    private final Map<String, List<Problem>> broken = new LinkedHashMap<>();
    private final TemplateLibrary library;

    private Templates(Iterable<Source> sources) {
        var right = new ArrayList<Source>();
        for (Source source : sources) {
            files.put(namespace(source), source);
            try {
                TemplateLibrary.of(List.of(source));
                right.add(source);
            } catch (LanguageException e) {
                broken.put(namespace(source), e.problems());
            }
        }
        library = TemplateLibrary.of(right);
    }

    static Templates of(Iterable<Source> sources) {
        return new Templates(sources);
    }

    /** Of the files that are right. */
    TemplateLibrary library() {
        return library;
    }

    /** Of all files. */
    Set<String> namespaces() {
        return new TreeSet<>(files.keySet());
    }

    Optional<Source> file(String namespace) {
        return Optional.ofNullable(files.get(namespace));
    }

    /** The namespaces of the files that are wrong. */
    Set<String> broken() {
        return broken.keySet();
    }

    /** Empty: that file is right, or there is none. */
    List<Problem> problemsOf(String namespace) {
        return broken.getOrDefault(namespace, List.of());
    }

    List<TemplateFunction> functions(String namespace) {
        return file(namespace).map(TemplateFunction::allOf).orElse(List.of());
    }

    Optional<TemplateFunction> function(String namespace, String name) {
        return functions(namespace).stream()
                .filter(it -> it.name().equals(name))
                .findFirst();
    }

    private static String namespace(Source source) {
        String name = Path.of(source.name()).getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
