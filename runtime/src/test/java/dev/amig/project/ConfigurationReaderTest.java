package dev.amig.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.amig.cluster.Node;
import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.project.SecretSource.FromEnvironment;
import dev.amig.project.SecretSource.FromFile;
import dev.amig.transport.TransportKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationReaderTest {
    private static final Path FOLDER = Path.of("/project");

    @Test
    void every_key_arrives() throws IOException {
        Configuration configuration;
        try (InputStream file = getClass().getResourceAsStream("everything.yaml")) {
            configuration = read(new String(file.readAllBytes(), StandardCharsets.UTF_8), Map.of("SECOND", "2"));
        }
        ClusterConfig main = new ClusterConfig(
                TransportKind.HTTP,
                8124,
                "amig",
                Optional.of(new FromEnvironment(at(9, 15), "CLICKHOUSE_PASSWORD")),
                Optional.of(new Tls(Optional.of(Path.of("/project/ca.pem")))),
                true,
                Map.of("region", "eu"),
                List.of(new Node(1, 1, "ch1", 8124), new Node(1, 2, "ch2", 9999), new Node(2, 1, "ch3", 8124)),
                Optional.empty());
        ClusterConfig other = new ClusterConfig(
                TransportKind.GRPC,
                9100,
                "default",
                Optional.of(new FromEnvironment(at(18, 15), "OTHER_PASSWORD")),
                Optional.empty(),
                false,
                Map.of(),
                List.of(),
                Optional.of(new ClusterConfig.Discover("ch9", 9200, "production")));
        assertThat(configuration)
                .isEqualTo(new Configuration(
                        Optional.of("main"),
                        Map.of("main", main, "other", other),
                        Optional.of("1.10"),
                        3,
                        Map.of("source", "posthog.events", "min_free_bytes", "1000000000", "teams", "1, 2\\,3"),
                        Map.of("max_threads", "4", "optimize_on_insert", "0", "allow_nondeterministic_mutations", "1"),
                        List.of("HOSTNAME"),
                        new Folders("changes", "/etc/amig/templates"),
                        Optional.of(new JournalConfig(
                                "jdbc:postgresql://pg/amig",
                                Optional.of("amig"),
                                Optional.of(new FromFile(at(31, 13), Path.of("/project/secrets/journal"))),
                                Optional.of(Duration.ofSeconds(90)))),
                        Map.of(
                                "app",
                                new Database(
                                        "jdbc:postgresql://pg/app",
                                        Optional.of("app"),
                                        Optional.of(new FromEnvironment(at(34, 63), "APP_PASSWORD")))),
                        new EmbeddedConfig(
                                "trial", 3, 2, Optional.of(new EmbeddedConfig.Sample("0001_create_events", 500)))));
    }

    @Test
    void nothing_but_comments_is_all_defaults() {
        assertThat(read("# later\n", Map.of())).isEqualTo(Configuration.DEFAULT);
    }

    @Test
    void ports_are_those_on_which_clickhouse_listens_unless_told_otherwise() {
        assertThat(port("transport: grpc")).isEqualTo(9100);
        assertThat(port("transport: http")).isEqualTo(8123);
        assertThat(port("transport: http, tls: {}")).isEqualTo(8443);
    }

    @Test
    void all_mistakes_are_told_at_once_in_the_files_order() {
        assertThat(problems("""
                default_cluster: mian
                clusters:
                  main:
                    prot: 9100
                    port: 91OO
                    replicated: yes
                    nodes:
                      - {shard: 1, host: ch1}
                      - {shard: 1, host: ch2}
                      - {shard: 2, host: ch1}
                      - {host: ch3}
                parameters: [a]
                """)).isEqualTo("""
                amig.yaml:1:18: default_cluster is 'mian', and there is no such cluster
                  default_cluster: mian
                                   ^
                  help: did you mean main?

                amig.yaml:4:5: clusters.main has no key 'prot'
                      prot: 9100
                      ^
                  help: did you mean port?

                amig.yaml:5:11: clusters.main.port must be a whole number from 1 to 65535, not '91OO'
                      port: 91OO
                            ^

                amig.yaml:6:17: clusters.main.replicated must be true or false, not 'yes'
                      replicated: yes
                                  ^

                amig.yaml:9:9: clusters.main.nodes[1] and clusters.main.nodes[2] are both shard 1 replica 1
                        - {shard: 1, host: ch2}
                          ^

                amig.yaml:10:9: clusters.main.nodes[1] and clusters.main.nodes[3] are both ch1:9100
                        - {shard: 2, host: ch1}
                          ^

                amig.yaml:11:9: clusters.main.nodes[4] needs shard
                        - {host: ch3}
                          ^
                  help: write {shard: 1, replica: 1, host: ch1.example.net}

                amig.yaml:12:13: parameters must be a mapping (key: value), not a list
                  parameters: [a]
                              ^""");
    }

    @Test
    void a_key_that_stands_twice_is_told_with_the_line_of_the_first() {
        assertThat(problems("env: [A]\nenv: [B]\n")).isEqualTo("""
                amig.yaml:2:1: env stands in line 1 already
                  env: [B]
                  ^""");
    }

    @Test
    void a_key_without_a_value_is_told() {
        assertThat(problems("journal:\n")).isEqualTo("""
                amig.yaml:1:1: journal has no value
                  journal:
                  ^
                  help: write one, or leave the key out""");
    }

    @Test
    void a_password_in_the_file_is_refused_and_not_shown() {
        assertThat(problems("clusters: {main: {password: hunter2, discover: {host: ch1}}}"))
                .isEqualTo("""
                amig.yaml:1:29: clusters.main.password stands in the file, where everybody who can read the migrations can read it
                  help: write {env: NAME} or {file: PATH}""");
        assertThat(problems("journal: {url: 'jdbc:postgresql://pg/amig?user=a&password=hunter2'}"))
                .isEqualTo("""
                amig.yaml:1:16: journal.url holds a password
                  help: write it as password: {env: NAME} or {file: PATH}""");
    }

    @Test
    void a_password_needs_exactly_one_source() {
        assertThat(problems("journal: {url: 'jdbc:postgresql:amig', password: {env: A, file: b}}"))
                .isEqualTo("""
                amig.yaml:1:50: journal.password needs one of env and file
                  journal: {url: 'jdbc:postgresql:amig', password: {env: A, file: b}}
                                                                   ^
                  help: write {env: NAME} or {file: PATH}""");
    }

    @Test
    void a_cluster_has_either_nodes_or_a_node_to_ask() {
        assertThat(problems("clusters: {main: {user: amig}}")).isEqualTo("""
                amig.yaml:1:12: clusters.main needs nodes or discover
                  clusters: {main: {user: amig}}
                             ^
                  help: write nodes: [{shard: 1, replica: 1, host: ch1.example.net}], or discover: {host: ch1.example.net}""");
        assertThat(problems("clusters: {main: {nodes: []}}")).isEqualTo("""
                amig.yaml:1:26: clusters.main.nodes names no node
                  clusters: {main: {nodes: []}}
                                           ^
                  help: write {shard: 1, replica: 1, host: ch1.example.net}""");
    }

    @Test
    void a_variable_that_is_not_set_is_told_where_it_is_used() {
        assertThat(problems("application_version: ${APP_VERSION}")).isEqualTo("""
                amig.yaml:1:22: application_version: the environment variable APP_VERSION is not set; set it, or write ${APP_VERSION:-value} for a value to use then
                  application_version: ${APP_VERSION}
                                       ^""");
    }

    @Test
    void what_is_no_version_is_told() {
        assertThat(problems("application_version: newest")).isEqualTo("""
                amig.yaml:1:22: application_version: 'newest' is no version; write 1.30.0 or 26.7
                  application_version: newest
                                       ^""");
    }

    @Test
    void what_is_no_yaml_is_told_where_it_ends_to_be() {
        assertThat(problems("clusters:\n\tmain: {}\n")).isEqualTo("""
                amig.yaml:2:1: this is not YAML: a tab cannot begin anything
                  \tmain: {}
                  ^
                  help: indent with spaces""");
        assertThat(problems("env: [A\nfolders: {}\n")).isEqualTo("""
                amig.yaml:2:8: this is not YAML: expected ',' or ']'
                  folders: {}
                         ^""");
        assertThat(problems("- a\n")).isEqualTo("""
                amig.yaml:1:1: the file must hold keys with values
                  - a
                  ^
                  help: write for example: default_cluster: main""");
    }

    @Test
    void only_a_reference_to_postgresql_is_a_journal() {
        assertThat(problems("journal: {url: 'jdbc:mysql://db/amig'}")).isEqualTo("""
                amig.yaml:1:16: journal.url must begin with jdbc:postgresql:
                  journal: {url: 'jdbc:mysql://db/amig'}
                                 ^
                  help: write url: jdbc:postgresql://pg.example.net:5432/amig""");
    }

    private static int port(String keys) {
        return read("clusters: {main: {%s, discover: {host: ch1}}}".formatted(keys), Map.of())
                .clusters()
                .get("main")
                .port();
    }

    private static Configuration read(String text, Map<String, String> environment) {
        return ConfigurationReader.read(new Source("amig.yaml", text), FOLDER, environment);
    }

    private static String problems(String text) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(text, Map.of()))
                .getMessage();
    }

    private static Location at(int line, int column) {
        return new Location("amig.yaml", line, column);
    }
}
