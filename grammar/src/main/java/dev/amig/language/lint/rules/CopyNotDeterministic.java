package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.tree.Target;
import java.util.List;
import java.util.stream.IntStream;

/** now() and its like in a copy. */
public final class CopyNotDeterministic extends FileRule {
    private static final List<String> FUNCTIONS = List.of(
            "now",
            "now64",
            "nowinblock",
            "today",
            "yesterday",
            "current_timestamp",
            "rand",
            "rand32",
            "rand64",
            "randconstant",
            "randcanonical",
            "randuniform",
            "randnormal",
            "randomstring",
            "randomfixedstring",
            "randomprintableascii",
            "randomstringutf8",
            "generateuuidv4",
            "generateuuidv7",
            "generateulid",
            "generatesnowflakeid",
            "rownumberinblock",
            "rownumberinallblocks",
            "blocknumber",
            "hostname");

    public CopyNotDeterministic() {
        super(new RulePage(Severity.WARNING, "a copy computes values that differ each time", """
                        A chunk of a copy that was interrupted runs again, and `VERIFY COPY` computes the columns a second time to compare them: with
                        `now()`, `rand()` or `generateUUIDv4()` the rows are others each time, so the comparison fails, or rows that count as one come twice.
                        In an `INSERT … SELECT` on each replica the replicas end up with different rows.

                        A value of the run is the same for all of it: pass the time as a parameter, derive an id from columns with `cityHash64`, or let the
                        destination's DEFAULT fill the column afterwards.
                        """, """
                        MIGRATION 0003_archive;

                        COPY archive FROM posthog.sharded_events TO posthog.events_archive ON EACH SHARD
                          COLUMNS (uuid, event, now() AS archived_at)
                        ROLLBACK { TRUNCATE TABLE IF EXISTS posthog.events_archive };

                        VERIFY COPY archive;
                        """, """
                        MIGRATION 0003_archive;

                        PARAM archived_at = '2026-01-01 00:00:00';

                        COPY archive FROM posthog.sharded_events TO posthog.events_archive ON EACH SHARD
                          COLUMNS (uuid, event, toDateTime(${literal(archived_at)}) AS archived_at)
                        ROLLBACK { TRUNCATE TABLE IF EXISTS posthog.events_archive };

                        VERIFY COPY archive;
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (LintedSql sql : file.sql()) {
            boolean copies = sql.use() == Use.FRAGMENT
                    || sql.use() == Use.STATEMENT
                            && sql.begins("INSERT", "INTO")
                            && sql.holds("SELECT")
                            && sql.target()
                                    .filter(Target.EachReplica.class::isInstance)
                                    .isPresent();
            if (copies) {
                calls(sql).forEach(it -> add(file, sql, it, findings));
            }
        }
    }

    private static List<Integer> calls(LintedSql sql) {
        return IntStream.range(0, sql.tokens().size())
                .filter(it ->
                        sql.tokens().get(it).isOneOf(FUNCTIONS) && sql.reads(it + 1, "(") && !sql.reads(it - 1, "."))
                .boxed()
                .toList();
    }

    private static void add(LintedFile file, LintedSql sql, int at, Findings findings) {
        String when = sql.use() == Use.FRAGMENT ? "when a chunk runs again or is compared" : "on each replica";
        findings.add(
                file,
                sql.location(at),
                "%s() gives another value %s".formatted(sql.tokens().get(at).text(), when),
                "pass a fixed value as a PARAM, derive it from columns, or let the destination's DEFAULT fill the column");
    }
}
