package dev.amig.editor.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A project on disk with one migration that is being written. A {@code ¦} in its text is where the cursor stands, and is not
 * part of the text.
 */
final class Workbench {
    private static final String CURSOR = "¦";

    private final LanguageService service = new LanguageService(TemplateFolder.USUAL);
    private final Path folder;
    private final Path file;
    private String text = "";
    private int cursor;

    Workbench(Path folder) throws IOException {
        this.folder = folder;
        this.file = folder.resolve("migrations.d").resolve("0002_b.amig");
        Files.createDirectories(file.getParent());
        Files.createDirectories(folder.resolve("templates"));
        Files.createFile(folder.resolve("amig.yaml"));
    }

    Workbench save(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return this;
    }

    /** Another file of the project, not saved. */
    Workbench open(String name, String text) {
        service.open(folder.resolve(name), text);
        return this;
    }

    Workbench write(String textWithCursor) {
        cursor = Math.max(0, textWithCursor.indexOf(CURSOR));
        text = textWithCursor.replace(CURSOR, "");
        service.open(file, text);
        return this;
    }

    LanguageService service() {
        return service;
    }

    Path file() {
        return file;
    }

    /** {@code 'word under it': message}, with the file where it is another one. */
    List<String> diagnostics() {
        return service.diagnostics(file).stream().map(this::shown).toList();
    }

    private String shown(Diagnostic it) {
        String of = it.file().equals(file)
                ? text
                : service.source(it.file()).orElseThrow().text();
        String where = it.file().equals(file) ? "" : it.file().getFileName() + " ";
        return where + "'" + it.span().of(of) + "': " + it.message();
    }

    /** {@code word → text}; absent: nothing is known. */
    Optional<String> hover() {
        return service.hover(file, cursor).map(it -> it.span().of(text) + " → " + it.markdown());
    }

    /** {@code file: line with [the word] marked}. */
    Optional<String> definition() {
        return service.definition(file, cursor).map(it -> {
            String of = it.source().text();
            String marked = of.substring(0, it.span().start()) + "[" + it.span().of(of) + "]"
                    + of.substring(it.span().end());
            int from = marked.lastIndexOf('\n', it.span().start()) + 1;
            int to = marked.indexOf('\n', it.span().end());
            return it.file().getFileName() + ": " + marked.substring(from, to < 0 ? marked.length() : to);
        });
    }

    List<Completion> completions() {
        return service.completions(file, cursor);
    }

    List<String> completionLabels() {
        return completions().stream().map(Completion::label).toList();
    }

    /** The text with a completion in place. */
    String complete(String label) {
        Completion it = completions().stream()
                .filter(completion -> completion.label().equals(label))
                .findFirst()
                .orElseThrow();
        return text.substring(0, it.replaced().start())
                + it.insert()
                + text.substring(it.replaced().end());
    }

    String rename(String name) {
        var renamed = new StringBuilder(text);
        var edits = service.rename(file, cursor, name);
        edits.stream()
                .sorted((a, b) -> b.replaced().start() - a.replaced().start())
                .forEach(it ->
                        renamed.replace(it.replaced().start(), it.replaced().end(), it.text()));
        return renamed.toString();
    }

    /** The text laid out; absent: nothing is to be changed. */
    Optional<String> format() {
        return service.format(file)
                .map(it -> text.substring(0, it.replaced().start())
                        + it.text()
                        + text.substring(it.replaced().end()));
    }

    List<OutlineEntry> outline() {
        return service.outline(file);
    }

    String text() {
        return text;
    }
}
