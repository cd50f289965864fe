package dev.amig.journal;

import dev.amig.cluster.ChosenReplicas;
import java.util.Map;

/** What is known of a run when it begins. */
public record NewRun(
        String cluster,
        String migration,
        RunKind kind,
        String description,
        String file,
        Map<String, String> parameters,
        ChosenReplicas replicas) {}
