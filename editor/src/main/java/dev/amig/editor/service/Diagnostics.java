package dev.amig.editor.service;

import dev.amig.language.analysis.AnalysisException;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.MigrationGraph;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** What the command line would say about a file, while it is written. */
final class Diagnostics {
    private final Workspace workspace;
    private final Map<Document, Optional<ValidMigration>> others = new WeakHashMap<>();
    private Templates othersUse;

    Diagnostics(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Of the file and of the template files that it uses, in the order of the text. */
    List<Diagnostic> of(Document document) {
        Templates templates = workspace.templatesOf(document.file());
        var diagnostics = new ArrayList<Diagnostic>();
        for (Problem problem : problems(document, templates)) {
            if (!isOfBrokenTemplates(document, problem, templates)) {
                diagnostics.add(diagnostic(document.file(), ProblemSpans.in(document, problem), problem));
            }
        }
        brokenTemplates(document, templates, diagnostics);
        return diagnostics;
    }

    private List<Problem> problems(Document document, Templates templates) {
        if (!document.reading().isRight()) {
            return document.reading().problems();
        }
        try {
            var migration = document.reading().migration().orElseThrow();
            return graphProblems(
                    document, Analyzer.analyze(document.source(), migration, templates.library()), templates);
        } catch (AnalysisException e) {
            return e.problems();
        }
    }

    /** What it depends on, as far as that is right itself: a file that is being repaired is still there. */
    private List<Problem> graphProblems(Document document, ValidMigration migration, Templates templates) {
        var all = new ArrayList<>(List.of(migration));
        var wrong = new ArrayList<String>();
        for (Path file : workspace.migrationsBeside(document.file())) {
            valid(file, templates).ifPresentOrElse(all::add, () -> wrong.add(Migrations.stem(file)));
        }
        try {
            MigrationGraph.of(all);
            return List.of();
        } catch (AnalysisException e) {
            return e.problems().stream()
                    .filter(it -> it.location().file().equals(document.source().name()))
                    .filter(it -> migration.migration().dependsOn().stream()
                            .noneMatch(name -> name.location().equals(it.location()) && wrong.contains(name.value())))
                    .toList();
        }
    }

    /** Analysed once for each text and each set of templates: folders hold many migrations, and few change. */
    private Optional<ValidMigration> valid(Path file, Templates templates) {
        if (othersUse != templates) {
            others.clear();
            othersUse = templates;
        }
        return workspace
                .document(file)
                .flatMap(document -> others.computeIfAbsent(document, it -> valid(it, templates)));
    }

    private static Optional<ValidMigration> valid(Document document, Templates templates) {
        try {
            return document.reading().isRight()
                    ? Optional.of(Analyzer.analyze(
                            document.source(), document.reading().migration().orElseThrow(), templates.library()))
                    : Optional.empty();
        } catch (AnalysisException e) {
            return Optional.empty();
        }
    }

    /** That engine is not defined is no news where engine.ftl has an error. */
    private static boolean isOfBrokenTemplates(Document document, Problem problem, Templates templates) {
        int offset = document.source().offset(problem.location());
        return templates.broken().stream()
                .flatMap(it -> document.templateNames(it).stream()
                        .filter(name -> name.name().equals(it)))
                .anyMatch(it -> it.span().start() == offset);
    }

    private static void brokenTemplates(Document document, Templates templates, List<Diagnostic> diagnostics) {
        for (String namespace : templates.broken()) {
            document.templateNames(namespace).stream()
                    .filter(it -> it.name().equals(namespace))
                    .findFirst()
                    .ifPresent(it -> brokenTemplate(document, it, templates, diagnostics));
        }
    }

    private static void brokenTemplate(
            Document document, TemplateName use, Templates templates, List<Diagnostic> diagnostics) {
        Source file = templates.file(use.name()).orElseThrow();
        List<Problem> problems = templates.problemsOf(use.name());
        var place = problems.get(0).location();
        var message = "%s.ftl is wrong at %d:%d: %s"
                .formatted(
                        use.name(),
                        place.line(),
                        place.column(),
                        problems.get(0).message());
        diagnostics.add(new Diagnostic(document.file(), use.span(), message));
        problems.forEach(problem -> diagnostics.add(inTemplate(file, problem)));
    }

    private static Diagnostic inTemplate(Source file, Problem problem) {
        return diagnostic(Path.of(file.name()), ProblemSpans.in(file, file.offset(problem.location())), problem);
    }

    private static Diagnostic diagnostic(Path file, Span span, Problem problem) {
        var message = new StringBuilder(problem.message());
        problem.hints().forEach(hint -> message.append("\nhelp: ").append(hint));
        return new Diagnostic(file, span, message.toString());
    }
}
