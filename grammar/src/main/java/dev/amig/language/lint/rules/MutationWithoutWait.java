package dev.amig.language.lint.rules;

import dev.amig.language.lint.Alter;
import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.lint.TableUse;
import dev.amig.language.sql.QualifiedName;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Wait;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** ALTER … UPDATE, ALTER … DELETE. */
public final class MutationWithoutWait extends FileRule {
    public MutationWithoutWait() {
        super(new RulePage(
                Severity.WARNING, "ALTER … UPDATE or DELETE, and nothing waits until it is done", """
                        Both are mutations: the server answers at once and rewrites the parts in the background, on each replica by itself. What comes next
                        may see any mixture of old and new rows. A `WAIT` whose query looks at `system.mutations` (for `is_done`, not for `parts_to_do`) makes the run
                        stand still until it is over; so does the setting `mutations_sync` of the statement, the step or the file.

                        `MATERIALIZE COLUMN` and its like are mutations, too, but change nothing that a query could see; they are not reported.
                        """, """
                        MIGRATION 0003_lower_case;

                        STEP lower_case ON EACH SHARD { ALTER TABLE posthog.sharded_events UPDATE event = lower(event) WHERE 1 }
                        ROLLBACK NONE BECAUSE 'the old spelling is in the properties, too';
                        """, """
                        MIGRATION 0003_lower_case;

                        STEP lower_case ON EACH SHARD { ALTER TABLE posthog.sharded_events UPDATE event = lower(event) WHERE 1 }
                        ROLLBACK NONE BECAUSE 'the old spelling is in the properties, too';

                        WAIT rewritten UNTIL ON EACH REPLICA {
                          SELECT countIf(NOT is_done) = 0 FROM system.mutations WHERE database = 'posthog' AND table = 'sharded_events'
                        }
                        EVERY 10 SECONDS TIMEOUT 12 HOURS;
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (LintedSql sql : file.sql(Use.STATEMENT)) {
            Optional<Alter> alter = sql.isOnPostgres() ? Optional.empty() : Alter.of(sql);
            alter.ifPresent(it -> check(file, sql, it, findings));
        }
    }

    private static void check(LintedFile file, LintedSql sql, Alter alter, Findings findings) {
        List<Integer> mutations = alter.commands().stream()
                .filter(it -> sql.reads(it, "UPDATE") || sql.reads(it, "DELETE"))
                .toList();
        if (!mutations.isEmpty() && sql.action().orElse(null) instanceof Step step && !waitsItself(file, step, sql)) {
            List<Action> actions = file.migration().allActions();
            boolean isAwaited = actions.subList(actions.indexOf(step) + 1, actions.size()).stream()
                    .anyMatch(it -> waits(file, it, alter.table().name()));
            if (!isAwaited) {
                mutations.forEach(it -> add(file, sql, it, alter.table(), findings));
            }
        }
    }

    /** By {@code mutations_sync} of the statement, of the step or of the file. */
    private static boolean waitsItself(LintedFile file, Step step, LintedSql sql) {
        int setting = sql.find(0, "mutations_sync", "=");
        return setting >= 0 && !sql.reads(setting + 2, "0")
                || Stream.concat(step.options().settings().stream(), file.migration().settings().stream())
                        .anyMatch(it -> it.name().value().equals("mutations_sync")
                                && !it.value().value().equals("0"));
    }

    private static boolean waits(LintedFile file, Action action, QualifiedName table) {
        return action instanceof Wait
                && file.sql(action, Use.QUERY).stream().anyMatch(it -> it.holds("mutations") || it.names(table));
    }

    private static void add(LintedFile file, LintedSql sql, int at, TableUse table, Findings findings) {
        findings.add(
                file,
                sql.location(at),
                "this %s of %s goes on in the background; the next action would begin before the rows have changed"
                        .formatted(sql.tokens().get(at).text().toUpperCase(Locale.ROOT), sql.written(table)),
                "write WAIT … UNTIL ON EACH REPLICA { SELECT countIf(NOT is_done) = 0 FROM system.mutations WHERE … } behind the step");
    }
}
