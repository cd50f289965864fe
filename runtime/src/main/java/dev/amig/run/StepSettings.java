package dev.amig.run;

import dev.amig.plan.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an {@code ALTER} needs so that its answer means "done", on every replica, mutations included. */
final class StepSettings {
    private StepSettings() {}

    /** The author's settings win. */
    static Map<String, String> of(Statement statement, Map<String, String> settings) {
        if (!StatementKind.firstWord(statement.sql()).equals("ALTER")) {
            return settings;
        }
        Map<String, String> merged = new LinkedHashMap<>();
        merged.put("alter_sync", "2");
        merged.put("mutations_sync", "2");
        merged.putAll(settings);
        return merged;
    }
}
