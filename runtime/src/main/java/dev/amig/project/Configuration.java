package dev.amig.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All of {@code amig.yaml}. Values are as if every default had been written out.
 *
 * @param defaultCluster     the cluster of commands that name none: one of {@code clusters}, or the embedded one
 * @param clusters           by name, in the file's order
 * @param applicationVersion of the application whose data are migrated, for {@code APPLICATION VERSION '…'}
 * @param concurrentMigrations how many migrations may be under way on one cluster
 * @param parameters         values for {@code PARAM}s, by name; a list is written as {@code --param} takes it
 * @param settings           ClickHouse settings for every statement, by name
 * @param env                the environment variables that templates may read
 * @param journal            absent: amig's own PostgreSQL on this machine
 * @param postgres           for {@code ON POSTGRES name}, by name
 */
public record Configuration(
        Optional<String> defaultCluster,
        Map<String, ClusterConfig> clusters,
        Optional<String> applicationVersion,
        int concurrentMigrations,
        Map<String, String> parameters,
        Map<String, String> settings,
        List<String> env,
        Folders folders,
        Optional<JournalConfig> journal,
        Map<String, Database> postgres,
        EmbeddedConfig embedded) {

    public static final int DEFAULT_CONCURRENT_MIGRATIONS = 1;

    /** Of a project without {@code amig.yaml}. */
    static final Configuration DEFAULT = new Configuration(
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            DEFAULT_CONCURRENT_MIGRATIONS,
            Map.of(),
            Map.of(),
            List.of(),
            Folders.DEFAULT,
            Optional.empty(),
            Map.of(),
            EmbeddedConfig.DEFAULT);
}
