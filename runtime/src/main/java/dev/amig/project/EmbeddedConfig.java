package dev.amig.project;

import java.util.Optional;

/**
 * The cluster that {@code --embedded} and {@code amig cluster up} start on this machine.
 *
 * @param name   as in {@code system.clusters}
 * @param sample absent: no sample rows
 */
public record EmbeddedConfig(String name, int shards, int replicas, Optional<Sample> sample) {
    static final EmbeddedConfig DEFAULT = new EmbeddedConfig("posthog", 2, 1, Optional.empty());

    /**
     * Rows to try migrations on.
     *
     * @param after the migration that makes their table; they are written when it has run
     * @param rows  in all shards together
     */
    public record Sample(String after, long rows) {}
}
