package dev.amig.editor.service;

import dev.amig.editor.service.Completion.Kind;
import dev.amig.language.parser.Expected;
import dev.amig.language.parser.Expected.Slot;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may be written at the cursor. */
final class Completions {
    private static final List<String> SERVICES = List.of("clickhouse", "postgres");
    private static final List<String> UNITS = List.of("SECONDS", "MINUTES", "HOURS", "DAYS");
    private static final List<String> SIZES = List.of("KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB");

    private final Workspace workspace;

    Completions(Workspace workspace) {
        this.workspace = workspace;
    }

    List<Completion> at(Document document, int offset) {
        Cursor cursor = Cursor.in(document.source(), offset);
        return switch (cursor.where()) {
            case STATEMENT -> inStatement(document, cursor.typed());
            case TEMPLATE ->
                new TemplateCompletions(document, workspace.templatesOf(document.file())).at(cursor.typed());
            case ELSEWHERE -> List.of();
        };
    }

    private List<Completion> inStatement(Document document, Span typed) {
        Expected expected = Expected.at(document.source(), typed.start());
        var completions = new ArrayList<Completion>();
        for (Slot slot : Slot.values()) {
            if (expected.slots().contains(slot)) {
                completions.addAll(slot(slot, document, typed));
            }
        }
        for (String phrase : expected.phrases()) {
            String meaning = Phrases.meaningOfEnd(phrase);
            completions.add(Completion.word(Kind.KEYWORD, phrase, meaning, typed));
        }
        for (String phrase : expected.phrases()) {
            Snippets.of(phrase, typed).ifPresent(completions::add);
        }
        return completions;
    }

    private List<Completion> slot(Slot slot, Document document, Span typed) {
        return switch (slot) {
            case MIGRATION ->
                List.of(Completion.word(
                        Kind.MIGRATION, Migrations.stem(document.file()), "the name of this file", typed));
            case DEPENDENCY -> dependencies(document, typed);
            case SERVICE -> words(Kind.TYPE, SERVICES, typed);
            case SETTING ->
                SettingNames.all().stream()
                        .map(it -> Completion.word(Kind.SETTING, it.name(), it.facts(), typed))
                        .toList();
            case PARAMETER_TYPE ->
                words(
                        Kind.TYPE,
                        Arrays.stream(Param.Type.values()).map(Enum::name).toList(),
                        typed);
            case TABLE -> tables(document, typed);
            case UNIT -> units(document, typed);
            case COPY -> copies(document, typed);
            case ISLAND ->
                List.of(Completion.snippet(Kind.SNIPPET, "{ SQL }", "an island of SQL", "{\n  $0\n}", typed));
            case NEW_NAME, TEXT -> List.of();
        };
    }

    private List<Completion> dependencies(Document document, Span typed) {
        return workspace.migrationsBeside(document.file()).stream()
                .map(workspace::document)
                .flatMap(Optional::stream)
                .map(it -> Completion.word(
                        Kind.MIGRATION,
                        Migrations.name(it).map(Symbols::plain).orElse(Migrations.stem(it.file())),
                        description(it),
                        typed))
                .toList();
    }

    private static String description(Document document) {
        return document.reading()
                .migration()
                .flatMap(Migration::description)
                .map(it -> it.value())
                .orElse("");
    }

    /** Only a parameter's default may be a size. */
    private static List<Completion> units(Document document, Span typed) {
        var units = new ArrayList<>(UNITS);
        if (lastBefore(typed.start(), document).filter(it -> it.is("PARAM")).isPresent()) {
            units.addAll(SIZES);
        }
        return words(Kind.TYPE, units, typed);
    }

    private static Optional<Statement> lastBefore(int offset, Document document) {
        return document.allStatements().filter(it -> it.span().start() < offset).reduce((first, second) -> second);
    }

    /** Most tables are parameters. */
    private static List<Completion> tables(Document document, Span typed) {
        return Parameters.statements(document).stream()
                .map(it -> "${" + Symbols.plain(it.name().orElseThrow()) + "}")
                .map(it -> Completion.word(Kind.PARAMETER, it, "", typed))
                .toList();
    }

    private static List<Completion> copies(Document document, Span typed) {
        return document.allStatements()
                .filter(it -> it.is("COPY"))
                .map(Statement::name)
                .flatMap(Optional::stream)
                .map(it -> Completion.word(Kind.ACTION, it.text(), "", typed))
                .toList();
    }

    private static List<Completion> words(Kind kind, List<String> words, Span typed) {
        return words.stream().map(it -> Completion.word(kind, it, "", typed)).toList();
    }
}
