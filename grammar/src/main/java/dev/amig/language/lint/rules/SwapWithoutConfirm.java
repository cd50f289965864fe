package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.source.Location;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Swap;

/** The cut-over is where a migration becomes visible. */
public final class SwapWithoutConfirm extends FileRule {
    public SwapWithoutConfirm() {
        super(new RulePage(Severity.WARNING, "tables change places without anybody being asked", """
                        Everything before the cut-over can be undone without anyone noticing; from it on, queries and ingestion see the other table. Whether
                        ingestion is stopped and the copy looks right is for a person to say: `CONFIRM` pauses the run until somebody does (or `--yes` was given).
                        """, """
                        MIGRATION 0003_swap;

                        SWAP events TABLES posthog.sharded_events AND posthog.staging ON EACH REPLICA;
                        """, """
                        MIGRATION 0003_swap;

                        CONFIRM 'Ingestion is stopped and the counts look right: swap the tables?';

                        SWAP events TABLES posthog.sharded_events AND posthog.staging ON EACH REPLICA;
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (Action action : file.migration().actions()) {
            if (action instanceof Confirm) {
                return;
            }
            if (action instanceof Swap swap) {
                add(file, swap.location(), "%s and %s change".formatted(swap.first(), swap.second()), findings);
            }
            file.sql(action, Use.STATEMENT).stream()
                    .filter(SwapWithoutConfirm::exchanges)
                    .forEach(it -> add(file, it.location(), "tables change", findings));
        }
    }

    /** {@code RENAME a TO b, c TO a} does it, too. */
    private static boolean exchanges(LintedSql sql) {
        return sql.begins("EXCHANGE", "TABLES") || sql.begins("RENAME", "TABLE") && sql.holds(",");
    }

    private static void add(LintedFile file, Location place, String what, Findings findings) {
        findings.add(
                file,
                place,
                what + " places here, for everybody who reads or writes them, and nobody is asked before",
                "write CONFIRM '…'; before it");
    }
}
