package dev.amig.language.lint.rules;

import dev.amig.language.lint.EngineRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** Found by the engine of {@code amig lint --engine}. */
public final class EngineRefuses extends EngineRule {
    public EngineRefuses() {
        super(new RulePage(Severity.ERROR, "ClickHouse cannot parse the SQL that a node would get", """
                        Only with `amig lint --engine`. Every statement is rendered for every node of the cluster and shown to the parser of the embedded ClickHouse 26.7,
                        offline; nothing is executed, so tables and columns need not exist. What the parser does not take would end the run in the middle, on the
                        node where it is sent.

                        The place is that of the character in the file at which the parser stopped, or of the `${…}` that wrote it. Statements of
                        `FOR EACH ROW` are tried with the columns' names in place of the rows' values; where that does not parse, nothing is proved and nothing is
                        reported. SQL for PostgreSQL is not asked about.
                        """, """
                        MIGRATION 0003_count;

                        VERIFY events_are_there ON EACH SHARD {
                          SELECT count() FORM posthog.sharded_events WHERE team_id = 1
                        }
                        EXPECT > 0;
                        """, """
                        MIGRATION 0003_count;

                        VERIFY events_are_there ON EACH SHARD {
                          SELECT count() FROM posthog.sharded_events WHERE team_id = 1
                        }
                        EXPECT > 0;
                        """));
    }
}
