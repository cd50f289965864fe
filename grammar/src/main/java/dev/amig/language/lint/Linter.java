package dev.amig.language.lint;

import dev.amig.language.analysis.AnalysisException;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.analysis.MigrationGraph;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.lint.rules.EngineRefuses;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.parser.SyntaxException;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks every rule about files. Needs no server. */
public final class Linter {
    private static final String SYNTAX_ERROR = "syntax-error";
    private static final String ANALYSIS_ERROR = "analysis-error";

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(
            Finding::location,
            Comparator.comparing(Location::file)
                    .thenComparingInt(Location::line)
                    .thenComparingInt(Location::column));

    private final TemplateLibrary templates;
    private final Optional<Engine> engine;
    private final List<Finding> found = new ArrayList<>();
    private final List<ValidMigration> valid = new ArrayList<>();

    private Linter(TemplateLibrary templates, Optional<Engine> engine) {
        this.templates = templates;
        this.engine = engine;
    }

    /** Reads files and asks the rules about each by itself and about all together. What is wrong in them is reported, too. */
    public static LintReport lint(Collection<Source> sources, TemplateLibrary templates) {
        return lint(sources, List.of(), templates, Optional.empty());
    }

    /**
     * @param unreadable what kept further files from becoming texts; they are reported with the rest
     * @param engine     is asked about every file that has no errors
     */
    public static LintReport lint(
            Collection<Source> sources, List<Problem> unreadable, TemplateLibrary templates, Optional<Engine> engine) {
        var linter = new Linter(templates, engine);
        linter.errors(unreadable, SYNTAX_ERROR);
        sources.forEach(linter::read);
        linter.graph();
        linter.askRules();
        linter.askEngine();
        return linter.report(sources, true);
    }

    /**
     * Asks the rules about one file that has no errors, as an editor does while it is written. What only files together show is
     * found as far as one file shows it.
     */
    public static LintReport lint(ValidMigration migration, TemplateLibrary templates) {
        var linter = new Linter(templates, Optional.empty());
        linter.valid.add(migration);
        linter.askRules();
        return linter.report(List.of(migration.source()), false);
    }

    private void read(Source source) {
        try {
            valid.add(Analyzer.analyze(source, MigrationParser.parse(source), templates));
        } catch (SyntaxException e) {
            errors(e.problems(), SYNTAX_ERROR);
        } catch (LanguageException e) {
            errors(e.problems(), ANALYSIS_ERROR);
        }
    }

    /** Where a file has errors of its own, what depends on it cannot be judged. */
    private void graph() {
        if (!found.isEmpty()) {
            return;
        }
        try {
            List<ValidMigration> ordered = MigrationGraph.of(valid).inOrder();
            valid.clear();
            valid.addAll(ordered);
        } catch (AnalysisException e) {
            errors(e.problems(), ANALYSIS_ERROR);
        }
    }

    private void errors(List<Problem> problems, String rule) {
        for (Problem it : problems) {
            String name = it.rule().orElse(rule);
            found.add(new Finding(name, Severity.ERROR, it.withRule(name), true));
        }
    }

    private void askRules() {
        List<LintedFile> files =
                valid.stream().map(it -> new LintedFile(it, templates)).toList();
        for (Rule rule : Rules.ALL) {
            var findings = new Findings(rule);
            if (rule instanceof FileRule fileRule) {
                files.forEach(it -> fileRule.check(it, findings));
            } else if (rule instanceof ProjectRule projectRule) {
                projectRule.check(files, findings);
            }
            found.addAll(findings.found());
        }
    }

    private void askEngine() {
        Rule rule = Rules.the(EngineRefuses.class);
        engine.ifPresent(it -> it.refused(List.copyOf(valid))
                .forEach(problem -> found.add(
                        new Finding(rule.name(), rule.page().severity(), problem.withRule(rule.name()), false))));
    }

    private boolean asks(Rule rule, boolean together) {
        if (rule instanceof EngineRule) {
            return engine.isPresent();
        }
        return together || rule instanceof FileRule;
    }

    private LintReport report(Collection<Source> sources, boolean together) {
        Map<String, Source> byName =
                sources.stream().collect(Collectors.toMap(Source::name, Function.identity(), (a, b) -> a));
        Set<Source> asked = valid.stream().map(ValidMigration::source).collect(Collectors.toSet());
        var findings = new ArrayList<Finding>();
        var suppressed = new ArrayList<Suppressed>();
        Map<String, List<Finding>> byFile =
                found.stream().collect(Collectors.groupingBy(it -> it.location().file()));
        byName.forEach((name, source) -> {
            LintReport report = Suppressions.apply(
                    source,
                    byFile.getOrDefault(name, List.of()),
                    rule -> asked.contains(source) && asks(rule, together));
            findings.addAll(report.findings());
            suppressed.addAll(report.suppressed());
        });
        // Errors of template files, and of files that are no text.
        byFile.forEach((name, inFile) -> findings.addAll(byName.containsKey(name) ? List.of() : inFile));
        findings.sort(BY_PLACE);
        suppressed.sort(Comparator.comparing(Suppressed::finding, BY_PLACE));
        return new LintReport(findings, suppressed);
    }
}
