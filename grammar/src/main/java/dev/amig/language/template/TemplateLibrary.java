package dev.amig.language.template;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.language.source.SourceMap;
import dev.amig.language.sql.Literals;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Text;
import freemarker.core.ParseException;
import freemarker.template.Template;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The project's {@code templates/NAME.ftl}, each known to every island as {@code NAME}, and the compiler of islands.
 *
 * <p>FreeMarker is shut: templates reach no class, no file (the library is read here, once, and nothing else can be
 * included), nothing of the environment, and see only maps, lists, strings, numbers and booleans.
 */
public final class TemplateLibrary {
    private static final String TOO_DEEP = "this template is nested too deeply";

    private final SortedMap<String, Source> sources;
    private final Map<String, References> references;
    private final Failures failures;
    private final ShutFreeMarker freeMarker;

    private TemplateLibrary(SortedMap<String, Source> sources) {
        this.sources = sources;
        this.references = sources.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, it -> References.of(it.getValue().text())));
        var files = TemplateFiles.byFileName(sources);
        this.failures = new Failures(files);
        this.freeMarker = new ShutFreeMarker(files);
    }

    /** No templates but FreeMarker itself. */
    public static TemplateLibrary empty() {
        return new TemplateLibrary(new TreeMap<>());
    }

    /**
     * Reads and compiles every {@code .ftl} file of a folder, not of folders in it. A folder that does not exist is an
     * empty one.
     *
     * @throws LanguageException a file is not UTF-8, is not a template, or has a name that cannot be a namespace
     * @throws UncheckedIOException a file cannot be read
     */
    public static TemplateLibrary load(Path folder) {
        return of(TemplateFiles.read(folder));
    }

    /**
     * The same from texts.
     *
     * @param sources named like their files; the last part of the name without {@code .ftl} is the namespace
     * @throws LanguageException as above
     */
    public static TemplateLibrary of(Iterable<Source> sources) {
        var library = new TemplateLibrary(TemplateFiles.byNamespace(sources));
        library.check();
        return library;
    }

    /** The names under which islands call the templates. */
    public Set<String> namespaces() {
        return sources.keySet();
    }

    /** What a template file defines: {@code replacing} of {@code engine.replacing(…)}. */
    public Set<String> members(String namespace) {
        return references.get(namespace).exported();
    }

    /** The namespaces that a template file may call. */
    public Set<String> calledBy(String namespace) {
        return readBy(namespace).stream().filter(sources::containsKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names that a template file reads and does not define: parameters of the caller, groups of the model, namespaces. */
    public Set<String> readBy(String namespace) {
        return references.get(namespace).outside().stream()
                .map(Reference::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The text of a template file. */
    public Source source(String namespace) {
        return sources.get(namespace);
    }

    /**
     * Compiles an island of {@code source}; one that is {@code RAW} or holds no template is passed through.
     *
     * @throws TemplateException it is not a template FreeMarker can read
     */
    public CompiledTemplate compile(Source source, Island island) {
        var origin = new Origin(source, SourceMap.copiedFrom(source.offset(island.location())));
        return island.raw() ? plain(island.text(), origin) : compile(island.text(), origin);
    }

    /**
     * Compiles a quoted string of {@code source}.
     *
     * @throws TemplateException as above
     */
    public CompiledTemplate compile(Source source, Text text) {
        return compile(text.value(), new Origin(source, places(source, text)));
    }

    /** A text that was no quoted string in the source ({@code = 8}) stands there as it is. */
    private static SourceMap places(Source source, Text text) {
        int start = source.offset(text.location());
        if (start >= source.text().length() || source.text().charAt(start) != '\'') {
            return SourceMap.copiedFrom(start);
        }
        int line = source.text().indexOf('\n', start);
        String literal = source.text().substring(start, line < 0 ? source.text().length() : line);
        return Literals.placesIn(literal).then(SourceMap.copiedFrom(start));
    }

    private CompiledTemplate compile(String text, Origin origin) {
        var instrumented = Instrumented.of(text);
        if (instrumented.isPlain()) {
            return plain(text, origin);
        }
        try {
            Template template = freeMarker.compile(Failures.ISLAND, instrumented.text());
            var references = References.of(text);
            refuse(references.shutDoors(), origin);
            return new FreeMarkerTemplate(template, instrumented, origin, failures, references.outside());
        } catch (ParseException e) {
            throw failures.compiling(e, text, origin, origin.given(instrumented));
        } catch (StackOverflowError e) {
            throw failures.at(origin.offset(0), origin.source(), TOO_DEEP, e);
        }
    }

    private static void refuse(List<Doors.Door> doors, Origin origin) {
        if (!doors.isEmpty()) {
            throw new TemplateException(doors.stream()
                    .map(it -> origin.source().problem(origin.offset(it.offset()), it.message(), it.why()))
                    .toList());
        }
    }

    private static CompiledTemplate plain(String text, Origin origin) {
        return new PlainTemplate(new Rendered(text, origin.places()));
    }

    private void check() {
        var problems = new ArrayList<Problem>();
        for (Map.Entry<String, Source> it : sources.entrySet()) {
            try {
                freeMarker.compileFile(it.getKey() + TemplateFiles.SUFFIX);
                refuse(references.get(it.getKey()).shutDoors(), Origin.whole(it.getValue()));
            } catch (ParseException e) {
                problems.addAll(failures.compiling(
                                e, it.getValue().text(), Origin.whole(it.getValue()), Given.library(it.getValue()))
                        .problems());
            } catch (TemplateException e) {
                problems.addAll(e.problems());
            } catch (StackOverflowError e) {
                problems.add(it.getValue().problem(0, TOO_DEEP));
            }
        }
        if (!problems.isEmpty()) {
            throw new TemplateException(problems);
        }
    }
}
