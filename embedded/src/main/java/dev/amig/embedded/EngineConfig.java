package dev.amig.embedded;

import dev.amig.embedded.process.Engine;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The two XML files that the engine reads. */
final class EngineConfig {
    private static final long GIBIBYTE = 1L << 30;

    /** What the engine's own queries need. */
    private static final String ENGINE_GRANTS = """
            <grants>
              <query>GRANT SYSTEM LISTEN ON *.*</query>
              <query>GRANT READ ON FILE</query>
              <query>GRANT CREATE TEMPORARY TABLE ON *.*</query>
            </grants>
            """;

    private final Layout layout;
    private final Credentials credentials;
    private final List<Guest> guests;
    private final OptionalInt zooKeeper;

    EngineConfig(Layout layout, Credentials credentials, List<Guest> guests, OptionalInt zooKeeper) {
        this.layout = layout;
        this.credentials = credentials;
        this.guests = guests;
        this.zooKeeper = zooKeeper;
    }

    /**
     * Pools are for a few cores: a server's defaults start hundreds of threads in every node. Whoever waits for the log of queries
     * has it written in small parts: merged two by two as they come, each row of it would be written dozens of times.
     */
    String server(Layout.Place place, Path store, Path usersFile) {
        return """
                <clickhouse>
                  <path>%s/</path>
                  <users_config>%s</users_config>
                  <logger><level>none</level></logger>
                  <max_server_memory_usage>%d</max_server_memory_usage>
                  <mark_cache_size>67108864</mark_cache_size>
                  <index_mark_cache_size>16777216</index_mark_cache_size>
                  <background_pool_size>4</background_pool_size>
                  <background_move_pool_size>2</background_move_pool_size>
                  <background_fetches_pool_size>1</background_fetches_pool_size>
                  <background_common_pool_size>2</background_common_pool_size>
                  <background_schedule_pool_size>8</background_schedule_pool_size>
                  <background_message_broker_schedule_pool_size>4</background_message_broker_schedule_pool_size>
                  <background_distributed_schedule_pool_size>4</background_distributed_schedule_pool_size>
                  <query_log>
                    <database>system</database>
                    <table>query_log</table>
                    <flush_interval_milliseconds>2000</flush_interval_milliseconds>
                    <settings>max_bytes_to_merge_at_max_space_in_pool = 1000000</settings>
                  </query_log>
                  <macros><cluster>%s</cluster><shard>%d</shard><replica>%d</replica></macros>
                  <remote_servers><%s>%s</%s></remote_servers>%s
                </clickhouse>
                """.formatted(
                        escape(store.toString()),
                        escape(usersFile.toString()),
                        memoryOfOneNode(),
                        layout.cluster(),
                        place.shard(),
                        place.replica(),
                        layout.cluster(),
                        shards(),
                        layout.cluster(),
                        keeper());
    }

    /** A node that was killed holds its place as a replica until its session ends, and its successor waits for that. */
    private String keeper() {
        return zooKeeper.isEmpty()
                ? ""
                : "<zookeeper><session_timeout_ms>4000</session_timeout_ms><node><host>127.0.0.1</host><port>%d</port></node></zookeeper>"
                        .formatted(zooKeeper.getAsInt());
    }

    private String shards() {
        return layout.places().stream()
                .collect(Collectors.groupingBy(Layout.Place::shard, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(replicas -> replicas.stream().map(this::replica).collect(Collectors.joining()))
                .map(replicas -> "<shard>" + replicas + "</shard>")
                .collect(Collectors.joining());
    }

    private String replica(Layout.Place place) {
        return "<replica><host>127.0.0.1</host><port>%d</port><user>%s</user><password>%s</password></replica>"
                .formatted(place.nativePort(), credentials.user(), escape(credentials.password()));
    }

    /** The nodes together leave a third of the machine to others. */
    private long memoryOfOneNode() {
        var machine = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long share = machine.getTotalMemorySize() * 2 / 3 / layout.places().size();
        return Math.min(Math.max(share, GIBIBYTE), 8 * GIBIBYTE);
    }

    /**
     * The profile takes back what the engine's program is given for interactive use and a server is not. The HTTP timeouts are for
     * the gRPC endpoint, whose clients may take their time: over gRPC ClickHouse waits for ever, over HTTP 30 s (only the profile
     * sets that, not a query).
     */
    String users() {
        return """
                <clickhouse>
                  <profiles>
                    <default>
                      <implicit_select>0</implicit_select>
                      <allow_introspection_functions>0</allow_introspection_functions>
                      <http_receive_timeout>86400</http_receive_timeout>
                      <http_send_timeout>86400</http_send_timeout>
                    </default>%s
                  </profiles>
                  <quotas>
                    <default/>
                    <engine><interval><duration>%d</duration><queries>%d</queries></interval></engine>
                  </quotas>
                  <users>%s%s</users>
                </clickhouse>
                """.formatted(
                        guests.stream().map(EngineConfig::profile).collect(Collectors.joining()),
                        Integer.MAX_VALUE,
                        Engine.OWN_QUERIES,
                        credentials.isOpen()
                                ? user(credentials, "default", "")
                                : user(credentials, "default", "") + user(Credentials.OPEN, "engine", ENGINE_GRANTS),
                        guests.stream().map(EngineConfig::user).collect(Collectors.joining()));
    }

    private static String user(Credentials who, String quota, String grants) {
        return user(who, "default", quota, grants);
    }

    private static String user(Guest guest) {
        String grants = guest.grants().stream()
                .map(grant -> "<query>" + escape(grant) + "</query>")
                .collect(Collectors.joining("", "<grants>", "</grants>"));
        return user(new Credentials(guest.user(), guest.password()), guest.user(), "default", grants);
    }

    private static String user(Credentials who, String profile, String quota, String grants) {
        return "<%s><password>%s</password><networks><ip>::/0</ip></networks><profile>%s</profile><quota>%s</quota>%s</%s>"
                .formatted(who.user(), escape(who.password()), profile, quota, grants, who.user());
    }

    /** Each guest has one of its own, on top of the others'. */
    private static String profile(Guest guest) {
        String settings = new TreeMap<>(guest.settings())
                .entrySet().stream()
                        .map(it -> "<%s>%s</%s>".formatted(it.getKey(), escape(it.getValue()), it.getKey()))
                        .collect(Collectors.joining());
        return "<%s><profile>default</profile>%s</%s>".formatted(guest.user(), settings, guest.user());
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
