package dev.amig.editor.service;

import dev.amig.language.format.Formatter;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything an editor asks. Files are absolute paths; offsets are {@code char} indices of the text without a byte order
 * mark. Answers to questions about files that are not there are empty. Not for several threads.
 */
public final class LanguageService {
    /** Lays out a text anew; absent: there is no formatter. */
    private static final Optional<Function<Source, String>> FORMATTER = Optional.of(Formatter::format);

    private final Workspace workspace;
    private final Diagnostics diagnostics;
    private final Hovers hovers;
    private final Definitions definitions;
    private final Completions completions;

    public LanguageService(TemplateFolder templateFolder) {
        workspace = new Workspace(templateFolder);
        diagnostics = new Diagnostics(workspace);
        hovers = new Hovers(workspace);
        definitions = new Definitions(workspace);
        completions = new Completions(workspace);
    }

    /** The text of a file as it is in the editor now; may be called again with each change. */
    public void open(Path file, String text) {
        workspace.open(file, text);
    }

    /** From now on the file is as it is on disk. */
    public void close(Path file) {
        workspace.close(file);
    }

    /** Those with migrations, not those with templates. */
    public Set<Path> openMigrations() {
        return workspace.openMigrations();
    }

    public Optional<Source> source(Path file) {
        return workspace.source(file);
    }

    /** What is wrong in a migration and in the templates that it uses. */
    public List<Diagnostic> diagnostics(Path file) {
        return document(file).map(diagnostics::of).orElse(List.of());
    }

    public Optional<Hover> hover(Path file, int offset) {
        return document(file).flatMap(it -> hovers.at(it, offset));
    }

    public Optional<Place> definition(Path file, int offset) {
        return document(file).flatMap(it -> definitions.at(it, offset));
    }

    /** Of a parameter: its declaration first. */
    public List<Span> occurrences(Path file, int offset) {
        return document(file)
                .map(it -> Parameters.occurrences(it, offset, workspace.templatesOf(file)))
                .orElse(List.of());
    }

    /** @throws RenameException what stands there is no parameter, or cannot be called so */
    public List<TextEdit> rename(Path file, int offset, String name) {
        return document(file)
                .map(it -> Renaming.of(it, offset, name, workspace.templatesOf(file)))
                .orElse(List.of());
    }

    public List<Completion> completions(Path file, int offset) {
        return document(file).map(it -> completions.at(it, offset)).orElse(List.of());
    }

    public List<OutlineEntry> outline(Path file) {
        return document(file).map(Outline::of).orElse(List.of());
    }

    public static boolean canFormat() {
        return FORMATTER.isPresent();
    }

    /** Empty: it is laid out already, or is no migration. */
    public Optional<TextEdit> format(Path file) {
        return FORMATTER.flatMap(formatter -> document(file).flatMap(it -> format(it, formatter)));
    }

    private static Optional<TextEdit> format(Document document, Function<Source, String> formatter) {
        try {
            String formatted = formatter.apply(document.source());
            return formatted.equals(document.text())
                    ? Optional.empty()
                    : Optional.of(TextEdit.between(document.text(), formatted));
        } catch (LanguageException e) {
            return Optional.empty();
        }
    }

    private Optional<Document> document(Path file) {
        return file.toString().endsWith(Templates.SUFFIX) ? Optional.empty() : workspace.document(file);
    }
}
