package dev.amig.language.lint.rules;

import dev.amig.language.lint.Alter;
import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Old servers of the application still read it. */
public final class DropColumnBeforeFinalize extends FileRule {
    public DropColumnBeforeFinalize() {
        super(new RulePage(
                Severity.WARNING, "a column is dropped while the application may still read it", """
                        An application that was started before the migration names the column in its queries until its last process was replaced. From the
                        moment the column is gone each of these queries is an error. Leave the column unused for a while, and drop it in `FINALIZE`, which a
                        person runs later. A rollback may drop what its own step has added.

                        A column that this migration itself has added may be dropped at any time.
                        """, """
                        MIGRATION 0003_drop_column;

                        STEP drop_elements ON EACH REPLICA { ALTER TABLE posthog.sharded_events DROP COLUMN IF EXISTS elements_hash }
                        ROLLBACK NONE BECAUSE 'nothing reads it';
                        """, """
                        MIGRATION 0003_drop_column;

                        FINALIZE 'all servers run a version that does not know elements_hash' BEGIN
                          STEP drop_elements ON EACH REPLICA { ALTER TABLE posthog.sharded_events DROP COLUMN IF EXISTS elements_hash }
                          IRREVERSIBLE;
                        END;
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        var added = new HashSet<String>();
        for (LintedSql sql : file.sql(Use.STATEMENT)) {
            boolean isFinal = sql.action().filter(file::isFinal).isPresent();
            Optional<Alter> alter = isFinal ? Optional.empty() : Alter.of(sql);
            alter.ifPresent(it -> it.commands().forEach(at -> check(file, sql, at, added, findings)));
        }
    }

    private static void check(LintedFile file, LintedSql sql, int at, Set<String> added, Findings findings) {
        int name =
                sql.reads(at + 2, "IF", "NOT", "EXISTS") ? at + 5 : sql.reads(at + 2, "IF", "EXISTS") ? at + 4 : at + 2;
        if (name >= sql.tokens().size()) {
            return;
        }
        String column = sql.tokens().get(name).name();
        if (sql.reads(at, "ADD", "COLUMN")) {
            added.add(column);
        } else if (sql.reads(at, "DROP", "COLUMN") && !added.contains(column)) {
            findings.add(
                    file,
                    sql.location(at),
                    "servers of the application that still read %s fail from here on".formatted(column),
                    "write FINALIZE '…' BEGIN … END; around it, to be run when none of them is left");
        }
    }
}
