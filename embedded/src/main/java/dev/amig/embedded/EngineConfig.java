package dev.amig.embedded;

import java.util.TreeMap;
import java.util.stream.Collectors;

/** The XML that the engine reads. */
final class EngineConfig {
    private static final long MEMORY_BYTES = 4L << 30;

    private EngineConfig() {}

    /** @param dataFolder ends with a slash */
    static String server(Layout layout, Layout.Place place, String dataFolder, String usersFile) {
        return """
                <clickhouse>
                  <path>%s</path>
                  <users_config>%s</users_config>
                  <logger><level>none</level></logger>
                  <timezone>UTC</timezone>
                  <max_server_memory_usage>%d</max_server_memory_usage>
                  <mark_cache_size>67108864</mark_cache_size>
                  <background_pool_size>4</background_pool_size>
                  <background_schedule_pool_size>8</background_schedule_pool_size>
                  <background_fetches_pool_size>1</background_fetches_pool_size>
                  <max_concurrent_queries>1000</max_concurrent_queries>
                  <max_connections>4000</max_connections>
                  <query_log>
                    <database>system</database>
                    <table>query_log</table>
                    <flush_interval_milliseconds>1000</flush_interval_milliseconds>
                  </query_log>
                  <macros><cluster>%s</cluster><shard>%d</shard><replica>replica%d</replica></macros>
                  <remote_servers><%s>%s</%s></remote_servers>
                </clickhouse>
                """.formatted(
                        escape(dataFolder),
                        escape(usersFile),
                        MEMORY_BYTES,
                        layout.clusterName(),
                        place.shard(),
                        place.replica(),
                        layout.clusterName(),
                        shards(layout),
                        layout.clusterName());
    }

    private static String shards(Layout layout) {
        return layout.places().stream()
                .collect(Collectors.groupingBy(Layout.Place::shard, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(replicas -> "<shard>"
                        + replicas.stream()
                                .map(replica -> "<replica><host>127.0.0.1</host><port>" + replica.nativePort()
                                        + "</port></replica>")
                                .collect(Collectors.joining())
                        + "</shard>")
                .collect(Collectors.joining());
    }

    /**
     * User {@code default} without a password, as the engine's own query needs it (the nodes listen on 127.0.0.1 alone), and one
     * with a password where one was asked for.
     */
    static String users(String user, String password) {
        String extra = user.isEmpty()
                ? ""
                : "<%s><password>%s</password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota></%s>"
                        .formatted(user, escape(password), user);
        return """
                <clickhouse>
                  <profiles><default><poll_interval>1</poll_interval></default></profiles>
                  <quotas><default/></quotas>
                  <users>
                    <default><password></password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota></default>
                    %s
                  </users>
                </clickhouse>
                """.formatted(extra);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
