package dev.amig.cli;

import dev.amig.cli.lint.LintJson;
import dev.amig.cli.lint.LintText;
import dev.amig.cli.lint.Sarif;
import dev.amig.cli.output.JsonOutput;
import dev.amig.language.lint.Engine;
import dev.amig.language.lint.LintReport;
import dev.amig.language.lint.Linter;
import dev.amig.language.lint.Severity;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.project.MigrationSources;
import dev.amig.project.Project;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is wrong with migrations, and what will hurt although it is right. */
@Command(
        name = "lint",
        description = "Says what is wrong with migrations, and what will hurt although it is right. Needs no server.",
        footer = {
            "",
            "Exit code 0: nothing of the severity that counts; 1: findings; 2: a file cannot be run at all.",
            "docs/rules explains each rule. '-- amig:ignore rule-name reason' in a statement or before it suppresses one.",
            "",
            "Examples:",
            "  amig lint",
            "  amig lint --strict migrations.d/0002_add_materialized_columns.amig",
            "  amig lint --engine --sarif > amig.sarif"
        })
final class LintCommand extends AmigCommand {
    @Mixin
    private MigrationPaths paths;

    @Mixin
    private PlanOptions options;

    @Option(
            names = "--engine",
            description =
                    "Render every statement for every node and ask the parser of the embedded ClickHouse, offline, too.")
    private boolean engine;

    @ArgGroup
    private Form form = new Form();

    @ArgGroup
    private Counting counting = new Counting();

    /** How findings are written. */
    private static final class Form {
        @Option(names = "--json", description = "Print JSON, for machines.")
        private boolean json;

        @Option(names = "--sarif", description = "Print SARIF 2.1.0, as code review systems read it.")
        private boolean sarif;
    }

    /** Which findings give exit code 1. */
    private static final class Counting {
        @Option(
                names = "--severity",
                paramLabel = "SEVERITY",
                description = "The least severity that counts as failed: error, warning or note (default: warning).")
        private Severity severity = Severity.WARNING;

        @Option(names = "--strict", description = "Every finding counts as failed.")
        private boolean strict;
    }

    @Override
    protected ExitCode execute() {
        Project project = paths.project();
        MigrationSources sources = paths.sources(project);
        LintReport report = report(project, sources);
        if (form.json) {
            JsonOutput.document(terminal(), LintJson.of(report));
        } else if (form.sarif) {
            JsonOutput.document(terminal(), Sarif.of(report, Version.ofAmig()));
        } else {
            LintText.print(report, sources.wanted().size(), terminal());
        }
        if (report.hasErrors()) {
            return ExitCode.USAGE;
        }
        Severity least = counting.strict ? Severity.NOTE : counting.severity;
        return report.hasAtLeast(least) ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** The project's other files are read for what files only show together; of them nothing is told. */
    private LintReport report(Project project, MigrationSources sources) {
        LintReport all = Linter.lint(
                sources.all(),
                sources.unreadable(),
                TemplateLibrary.load(project.templates()),
                engine ? Optional.of(engineFor(project, sources)) : Optional.empty());
        Set<String> others = sources.others().stream().map(Source::name).collect(Collectors.toSet());
        return new LintReport(
                all.findings().stream()
                        .filter(it -> !others.contains(it.location().file()))
                        .toList(),
                all.suppressed().stream()
                        .filter(it -> !others.contains(it.finding().location().file()))
                        .toList());
    }

    private Engine engineFor(Project project, MigrationSources sources) {
        Set<String> wanted = sources.wanted().stream().map(Source::name).collect(Collectors.toSet());
        return new LintEngine(project, options, wanted, this::say);
    }
}
