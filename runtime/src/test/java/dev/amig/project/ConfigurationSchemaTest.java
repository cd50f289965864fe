package dev.amig.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.amig.cluster.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Editors check {@code amig.yaml} by the schema, amig by its records: they must agree. */
class ConfigurationSchemaTest {
    private static final Path ROOT = Path.of("..");
    private static final Path SCHEMA = ROOT.resolve("docs/amig.schema.json");

    /** Where in the schema each record's keys stand. */
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("/properties", Section.keysOf(Configuration.class)),
            Map.entry("/$defs/cluster/properties", Section.keysOf(ClusterConfig.class)),
            Map.entry("/$defs/node/properties", Section.keysOf(Node.class)),
            Map.entry("/$defs/discover/properties", Section.keysOf(ClusterConfig.Discover.class)),
            Map.entry("/$defs/tls/properties", Section.keysOf(Tls.class)),
            Map.entry("/$defs/secret/oneOf/1/properties", SecretReader.KEYS),
            Map.entry("/$defs/database/properties", Section.keysOf(Database.class)),
            Map.entry("/$defs/folders/properties", Section.keysOf(Folders.class)),
            Map.entry("/$defs/embedded/properties", Section.keysOf(EmbeddedConfig.class)),
            Map.entry("/$defs/sample/properties", Section.keysOf(EmbeddedConfig.Sample.class)),
            Map.entry("/$defs/journal/properties", Section.keysOf(JournalConfig.class)));

    @Test
    void schema_and_records_have_the_same_keys() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(SCHEMA.toFile());
        Map<String, List<String>> inSchema = new LinkedHashMap<>();
        collect(schema, "", inSchema);
        assertThat(inSchema.keySet()).isEqualTo(KEYS.keySet());
        KEYS.forEach(
                (place, keys) -> assertThat(inSchema.get(place)).as(place).containsExactlyInAnyOrderElementsOf(keys));
    }

    @Test
    void the_examples_fit_the_schema() throws IOException {
        assertThat(validate(Files.readString(ROOT.resolve("amig.yaml")))).isEmpty();
        assertThat(validate(Files.readString(Path.of("src/test/resources/dev/amig/project/everything.yaml"))))
                .isEmpty();
    }

    @Test
    void this_repositorys_own_file_can_be_read() {
        Project project = Project.load(ROOT, Map.of());
        assertThat(project.configuration().embedded())
                .isEqualTo(new EmbeddedConfig(
                        "posthog", 2, 1, Optional.of(new EmbeddedConfig.Sample("0001_create_events", 100_000))));
    }

    @Test
    void what_amig_refuses_editors_mark_too() {
        for (String wrong : List.of(
                "prot: 1",
                "clusters: {main: {}}",
                "clusters: {main: {nodes: []}}",
                "clusters: {main: {nodes: [{host: a}]}}",
                "clusters: {main: {discover: {host: a}, port: 99999}}",
                "clusters: {main: {discover: {host: a}, password: hunter2}}",
                "clusters: {main: {discover: {host: a}, transport: native}}",
                "clusters: {main: {discover: {host: a}, tls: {key: a.pem}}}",
                "env: [a-b]",
                "journal: {user: a}",
                "journal: {url: 'jdbc:postgresql:a', patience: 0}",
                "embedded: {sample: {rows: 1}}")) {
            assertThat(validate(wrong)).as(wrong).isNotEmpty();
        }
    }

    private static Set<ValidationMessage> validate(String yaml) {
        try {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(SCHEMA));
            return schema.validate(yaml, InputFormat.YAML);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void collect(JsonNode node, String place, Map<String, List<String>> found) {
        node.properties().forEach(field -> {
            String here = place + "/" + field.getKey();
            boolean isKeys =
                    field.getKey().equals("properties") && field.getValue().isObject();
            if (isKeys) {
                List<String> keys = new ArrayList<>();
                field.getValue().fieldNames().forEachRemaining(keys::add);
                found.put(here, keys);
            }
            collect(field.getValue(), here, found);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), place + "/" + i, found);
        }
    }
}
