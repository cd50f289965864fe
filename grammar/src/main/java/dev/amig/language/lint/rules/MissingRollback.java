package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.lint.Tables;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.Step;

/** Of a step or a copy. */
public final class MissingRollback extends FileRule {
    public MissingRollback() {
        super(new RulePage(Severity.ERROR, "a step or a copy does not say how it is undone", """
                        A run that fails is rolled back action by action. Where an action says nothing, the run ends half done, and nobody has thought
                        about it yet. "Nothing is to be done" is an answer, too: it is written down with its reason and can be reviewed.
                        """, """
                        MIGRATION 0003_staging;

                        STEP create_staging ON EACH REPLICA {
                          CREATE TABLE posthog.staging (id UInt64) ENGINE = MergeTree ORDER BY id
                        };
                        """, """
                        MIGRATION 0003_staging;

                        STEP create_staging ON EACH REPLICA {
                          CREATE TABLE posthog.staging (id UInt64) ENGINE = MergeTree ORDER BY id
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.staging SYNC };
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (Action action : file.migration().allActions()) {
            if (action instanceof Step step && step.rollback().isEmpty()) {
                add(file, step, findings, undoing(file, step));
            } else if (action instanceof Copy copy && copy.rollback().isEmpty()) {
                add(file, copy, findings, "ROLLBACK { TRUNCATE TABLE IF EXISTS %s }".formatted(copy.destination()));
            }
        }
    }

    private static void add(LintedFile file, Action action, Findings findings, String statements) {
        findings.add(
                file,
                action.location(),
                "%s does not say how it is undone; a run that fails behind it would stay half done"
                        .formatted(action.name()),
                "write %s, or ROLLBACK NONE BECAUSE '…', or IRREVERSIBLE".formatted(statements));
    }

    /** What undoes the statements of a step, if that is plain. */
    private static String undoing(LintedFile file, Step step) {
        return file.sql(step, Use.STATEMENT).stream()
                .flatMap(sql -> Tables.created(sql)
                        .map(table -> "ROLLBACK { DROP TABLE IF EXISTS %s SYNC }".formatted(sql.written(table)))
                        .stream())
                .findFirst()
                .orElse("ROLLBACK { … }");
    }
}
