package dev.amig.language.template;

import dev.amig.language.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code templates/NAME.ftl}; NAME is what islands write before the dot. */
final class TemplateFiles {
    static final String SUFFIX = ".ftl";

    private TemplateFiles() {}

    /** A folder that does not exist is an empty one. */
    static List<Source> read(Path folder) {
        var sources = new ArrayList<Source>();
        if (!Files.isDirectory(folder)) {
            return sources;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                sources.add(Source.decode(file.toString(), Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the templates in " + folder, e);
        }
        return sources;
    }

    static SortedMap<String, Source> byNamespace(Iterable<Source> sources) {
        var byNamespace = new TreeMap<String, Source>();
        sources.forEach(it -> byNamespace.put(namespace(it), it));
        return byNamespace;
    }

    /** By the name under which FreeMarker knows them, {@code engine.ftl}. */
    static SortedMap<String, Source> byFileName(Map<String, Source> byNamespace) {
        var byFileName = new TreeMap<String, Source>();
        byNamespace.forEach((namespace, source) -> byFileName.put(namespace + SUFFIX, source));
        return byFileName;
    }

    private static String namespace(Source source) {
        String name = Path.of(source.name()).getFileName().toString();
        String namespace = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        if (!namespace.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            var message =
                    "'%s' cannot be called from an island; a template file is named like an identifier, as engine.ftl";
            throw new TemplateException(List.of(source.problem(0, message.formatted(namespace))));
        }
        return namespace;
    }
}
