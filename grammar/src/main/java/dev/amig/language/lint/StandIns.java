package dev.amig.language.lint;

import dev.amig.language.analysis.ParameterException;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.template.TemplateException;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Param;
import dev.amig.language.tree.RowLoop;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What templates see when there is no cluster and no run: a replicated cluster of two shards and two replicas, each parameter
 * with its default. What has no value yet goes by its own name.
 */
public final class StandIns {
    private StandIns() {}

    /** @return empty: a default cannot be worked out, which a run would say */
    static Optional<Map<String, Object>> model(ValidMigration migration) {
        try {
            return Optional.of(model(migration, migration.parameters(required(migration))));
        } catch (ParameterException | TemplateException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> model(ValidMigration migration, Map<String, Object> parameters) {
        var cluster = migration.migration().cluster().map(Name::value).orElse("cluster");
        var model = new HashMap<>(parameters);
        model.put(
                "cluster",
                Map.of("name", cluster, "shards", 2, "replicas", 2, "replicated", true, "macros", new Named()));
        model.put("shard", Map.of("num", 1, "name", "shard1"));
        model.put("replica", Map.of("num", 1, "name", "replica1"));
        model.put("node", Map.of("host", "host", "id", "s1r1"));
        // A number of its own for each migration: no two runs share one, and what holds it is unique.
        model.put("run", Map.of("id", runOf(migration), "started_at", "1970-01-01T00:00:00Z"));
        model.put("env", new Named());
        return model;
    }

    private static long runOf(ValidMigration migration) {
        return Integer.toUnsignedLong(migration.name().hashCode());
    }

    static Map<String, Object> withRow(Map<String, Object> model, RowLoop loop) {
        var row = new HashMap<String, Object>();
        loop.columns().forEach(it -> row.put(it.value(), it.value()));
        var withRow = new HashMap<>(model);
        withRow.put("row", row);
        return withRow;
    }

    /** Values for the parameters that have none of their own. */
    public static Map<String, String> required(ValidMigration migration) {
        var values = new LinkedHashMap<String, String>();
        for (Param it : migration.migration().params()) {
            if (it.defaultValue().isEmpty()) {
                values.put(it.name().value(), value(it));
            }
        }
        return values;
    }

    private static String value(Param param) {
        return switch (param.type()) {
            case STRING, LIST -> param.name().value();
            case INTEGER, FLOAT -> "1";
            case BOOLEAN -> "true";
            case DURATION -> "1 HOURS";
            case SIZE -> "1 GB";
        };
    }

    /** Every key is there, and stands for itself. A HashMap, because FreeMarker clones that and copies other maps. */
    private static final class Named extends HashMap<String, Object> {
        private static final long serialVersionUID = 1;

        @Override
        public boolean containsKey(Object key) {
            return true;
        }

        @Override
        public Object get(Object key) {
            return key;
        }
    }
}
