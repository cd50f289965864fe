package dev.amig.plan;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.language.sql.Dialect;
import dev.amig.language.template.CompiledTemplate;
import java.util.LinkedHashMap;
import java.util.Map;

/** The data that templates see: plain maps, the names of LANGUAGE.md, nothing else. */
final class TemplateModels {
    private final Map<String, Object> shared = new LinkedHashMap<>();
    private final Cluster cluster;

    TemplateModels(PlanRequest request, Map<String, Object> parameters) {
        this.cluster = request.cluster();
        shared.putAll(parameters);
        shared.put("cluster", clusterModel());
        shared.put(
                "run",
                Map.of(
                        "id", request.run().id(),
                        "started_at", request.run().startedAt().toString()));
        shared.put("env", request.environment());
    }

    /** For texts that belong to no node. */
    Map<String, Object> shared() {
        return shared;
    }

    Map<String, Object> of(Node node) {
        Map<String, Object> model = new LinkedHashMap<>(shared);
        model.put("shard", Map.of("num", node.shard(), "name", "shard" + node.shard()));
        model.put("replica", Map.of("num", node.replica(), "name", "replica" + node.replica()));
        model.put("node", Map.of("host", node.host(), "id", node.id()));
        if (node.isPostgres()) {
            model.put(CompiledTemplate.DIALECT, Dialect.POSTGRES.name());
        }
        return model;
    }

    /** @param row the values of one row of {@code FOR EACH ROW}, by column */
    Map<String, Object> of(Node node, Map<String, Object> row) {
        Map<String, Object> model = of(node);
        model.put("row", row);
        return model;
    }

    private Map<String, Object> clusterModel() {
        int replicas = cluster.shards().stream()
                .mapToInt(shard -> shard.replicas().size())
                .max()
                .orElse(0);
        return Map.of(
                "name", cluster.name(),
                "shards", cluster.shards().size(),
                "replicas", replicas,
                "replicated", cluster.replicated(),
                "macros", cluster.macros());
    }
}
