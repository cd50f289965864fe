package dev.amig.language.analysis;

import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Migration;

/** Finds what is wrong in one file without asking a server. The only maker of {@link ValidMigration}. */
public final class Analyzer {
    private Analyzer() {}

    /**
     * @param source    the text that {@code migration} was parsed from; its name ends with the file's name
     * @param templates of the project
     * @throws AnalysisException all problems that were found, in the order of the file
     */
    public static ValidMigration analyze(Source source, Migration migration, TemplateLibrary templates) {
        var problems = new Problems(source);
        var compiled = Templates.compile(source, TemplateElements.of(migration), templates, problems);
        new NameCheck(problems).check(source, migration);
        new VersionCheck(problems).check(migration);
        new ParameterCheck(source, problems, templates).check(migration, compiled);
        new StatementCheck(problems, compiled).check(migration);
        new ActionCheck(problems).check(migration);
        new ReferenceCheck(problems, templates).check(migration, compiled);
        if (!problems.isEmpty()) {
            throw new AnalysisException(problems.inOrder());
        }
        return new ValidMigration(source, migration, compiled, Checksum.of(source, compiled, templates));
    }
}
