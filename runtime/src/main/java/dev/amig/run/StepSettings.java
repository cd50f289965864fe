package dev.amig.run;

import dev.amig.plan.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a statement needs so that its answer means "done": on every replica, mutations included, and on every host of a cluster. */
final class StepSettings {
    private StepSettings() {}

    /** The author's settings win. */
    static Map<String, String> of(Statement statement, Map<String, String> settings) {
        Map<String, String> merged = new LinkedHashMap<>();
        if (StatementKind.firstWord(statement.sql()).equals("ALTER")) {
            merged.put("alter_sync", "2");
            merged.put("mutations_sync", "2");
        }
        if (ClusterDdl.isOnCluster(statement.sql())) {
            merged.putAll(ClusterDdl.settings());
        }
        merged.putAll(settings);
        return merged;
    }
}
