package dev.amig.language.lint;

import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lints texts in tests. */
final class Lint {
    static final TemplateLibrary TEMPLATES = TemplateLibrary.load(Path.of("..", "templates"));

    private Lint() {}

    /** One or more migrations in one text, each beginning with {@code MIGRATION} at a line's start. */
    static LintReport of(String text) {
        return Linter.lint(files(text), TEMPLATES);
    }

    /** {@code rule line:column}. */
    static List<String> places(LintReport report) {
        return report.findings().stream()
                .map(it -> "%s %d:%d"
                        .formatted(
                                it.rule(), it.location().line(), it.location().column()))
                .toList();
    }

    /** A second migration of one name stands in another folder. */
    static List<Source> files(String text) {
        var files = new ArrayList<Source>();
        for (String migration : text.split("(?m)^(?=MIGRATION )")) {
            if (!migration.isBlank()) {
                String name = migration.split("[\\s;]+")[1] + ".amig";
                boolean taken = files.stream().anyMatch(it -> it.name().endsWith("/" + name));
                files.add(new Source((taken ? "more.d/" : "migrations.d/") + name, migration));
            }
        }
        return files;
    }
}
