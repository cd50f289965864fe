package dev.amig.plan;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Cluster;
import java.util.Map;

/**
 * Everything a plan depends on besides the migration.
 *
 * @param parameters  values that replace the file's defaults, by name
 * @param settings    ClickHouse settings of the project, under the file's
 * @param environment the variables that templates may read, by name
 */
public record PlanRequest(
        Cluster cluster,
        ChosenReplicas replicas,
        RunContext run,
        Map<String, String> parameters,
        Map<String, String> settings,
        Map<String, String> environment) {

    public static PlanRequest dry(Cluster cluster) {
        return new PlanRequest(cluster, ChosenReplicas.lowest(cluster), RunContext.DRY, Map.of(), Map.of(), Map.of());
    }

    public PlanRequest withParameters(Map<String, String> newParameters) {
        return new PlanRequest(cluster, replicas, run, newParameters, settings, environment);
    }

    public PlanRequest withRun(RunContext newRun) {
        return new PlanRequest(cluster, replicas, newRun, parameters, settings, environment);
    }

    public PlanRequest withReplicas(ChosenReplicas newReplicas) {
        return new PlanRequest(cluster, newReplicas, run, parameters, settings, environment);
    }
}
