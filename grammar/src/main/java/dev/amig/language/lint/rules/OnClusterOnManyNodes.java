package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.tree.Target;

/** A statement that spreads itself. */
public final class OnClusterOnManyNodes extends FileRule {
    public OnClusterOnManyNodes() {
        super(new RulePage(Severity.WARNING, "ON CLUSTER in a step that runs on several nodes", """
                        `ON CLUSTER` makes one server pass a statement on to all. In a step that amig already sends to each of several nodes every one of them
                        passes it on again: it runs on each node as often as there are nodes, at the same time, and fails where it is not prepared for that.
                        """, """
                        MIGRATION 0003_drop_view;

                        STEP drop_view ON EACH REPLICA { DROP VIEW IF EXISTS posthog.events_mv ON CLUSTER ${cluster.name} }
                        ROLLBACK NONE BECAUSE '0004_views creates it anew';
                        """, """
                        MIGRATION 0003_drop_view;

                        STEP drop_view ON EACH REPLICA { DROP VIEW IF EXISTS posthog.events_mv }
                        ROLLBACK NONE BECAUSE '0004_views creates it anew';
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (LintedSql sql : file.sql()) {
            int on = sql.find(0, "ON", "CLUSTER");
            if (on >= 0
                    && !sql.isOnPostgres()
                    && sql.target().filter(OnClusterOnManyNodes::isMany).isPresent()) {
                findings.add(
                        file,
                        sql.location(on),
                        "ON CLUSTER runs on every node, and once for each node that this is sent to",
                        "take ON CLUSTER out, or write ON ANY NODE as the target");
            }
        }
    }

    private static boolean isMany(Target target) {
        return target instanceof Target.EachShard
                || target instanceof Target.EachReplica
                || target instanceof Target.OtherReplicas
                || target instanceof Target.ShardList list
                        && (list.shards().size() > 1
                                || list.shards().get(0).first()
                                        != list.shards().get(0).last());
    }
}
