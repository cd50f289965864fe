package dev.amig.editor.service;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of a project: as they stand in the editor if they are open there, else as they are on disk. */
final class Workspace {
    static final String SUFFIX = ".amig";

    private final TemplateFolder templateFolder;
    private final Map<Path, Source> open = new TreeMap<>();
    private final Map<Path, OnDisk> disk = new HashMap<>();
    private final Map<Path, Document> documents = new HashMap<>();
    private List<Source> templateSources = List.of();
    private Templates templates = Templates.of(List.of());

    Workspace(TemplateFolder templateFolder) {
        this.templateFolder = templateFolder;
    }

    /** A file as it was when it had this age and size. */
    private record OnDisk(long modified, long size, Optional<Source> source) {}

    /** What is typed counts, not what is saved. */
    void open(Path file, String text) {
        open.put(file, new Source(file.toString(), text));
    }

    void close(Path file) {
        open.remove(file);
    }

    Set<Path> openMigrations() {
        var files = new TreeSet<>(open.keySet());
        files.removeIf(it -> it.toString().endsWith(Templates.SUFFIX));
        return files;
    }

    Optional<Source> source(Path file) {
        return Optional.ofNullable(open.get(file)).or(() -> onDisk(file));
    }

    Optional<Document> document(Path file) {
        Optional<Source> source = source(file);
        if (source.isEmpty()) {
            documents.remove(file);
            return Optional.empty();
        }
        Document known = documents.get(file);
        if (known == null || known.source() != source.get()) {
            known = Document.of(file, source.get());
            documents.put(file, known);
        }
        return Optional.of(known);
    }

    /** The other migrations of its folder, open or not, by name of file. */
    List<Path> migrationsBeside(Path file) {
        var files = new TreeSet<Path>();
        list(file.getParent(), SUFFIX).forEach(files::add);
        open.keySet().stream()
                .filter(it -> it.toString().endsWith(SUFFIX) && isBeside(it, file))
                .forEach(files::add);
        files.remove(file);
        return List.copyOf(files);
    }

    Templates templatesOf(Path file) {
        Path folder = templateFolder.of(file);
        var files = new TreeSet<Path>();
        list(folder, Templates.SUFFIX).forEach(files::add);
        open.keySet().stream()
                .filter(it -> it.toString().endsWith(Templates.SUFFIX) && folder.equals(it.getParent()))
                .forEach(files::add);
        var sources = files.stream().map(this::source).flatMap(Optional::stream).toList();
        if (!sources.equals(templateSources)) {
            templateSources = sources;
            templates = Templates.of(sources);
        }
        return templates;
    }

    private static boolean isBeside(Path a, Path b) {
        return a.getParent() != null && a.getParent().equals(b.getParent());
    }

    private static List<Path> list(Path folder, String suffix) {
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(suffix)).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A file that cannot be read, or is not UTF-8, is none: the command line says why. */
    private Optional<Source> onDisk(Path file) {
        try {
            long modified = Files.getLastModifiedTime(file).toMillis();
            long size = Files.size(file);
            OnDisk known = disk.get(file);
            if (known == null || known.modified() != modified || known.size() != size) {
                known = new OnDisk(modified, size, read(file));
                disk.put(file, known);
            }
            return known.source();
        } catch (IOException e) {
            disk.remove(file);
            return Optional.empty();
        }
    }

    private static Optional<Source> read(Path file) throws IOException {
        try {
            return Optional.of(Source.decode(file.toString(), Files.readAllBytes(file)));
        } catch (LanguageException e) {
            return Optional.empty();
        }
    }
}
