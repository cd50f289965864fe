package dev.amig.project;

import dev.amig.language.analysis.Version;
import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.text.Spelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** {@code amig.yaml} → {@link Configuration}. */
final class ConfigurationReader {
    private final Section file;

    private ConfigurationReader(Section file) {
        this.file = file.allow(Configuration.class);
    }

    /** @throws ConfigurationException with everything that is wrong with it */
    static Configuration read(Source source, Path folder, Map<String, String> environment) {
        YamlText yaml = new YamlText(source);
        Node root = yaml.parse().orElse(null);
        if (root == null) {
            return Configuration.DEFAULT;
        }
        Reading reading = new Reading(yaml, new Variables(environment), folder);
        Location begin = new Location(source.name(), 1, 1);
        if (!(root instanceof MappingNode mapping)) {
            reading.report(begin, "the file must hold keys with values", "write for example: default_cluster: main");
            reading.end();
            return Configuration.DEFAULT;
        }
        Configuration configuration = new ConfigurationReader(new Section(reading, "", begin, mapping)).configuration();
        reading.end();
        return configuration;
    }

    private Configuration configuration() {
        Map<String, ClusterConfig> clusters = named("clusters", ClusterReader::read);
        EmbeddedConfig embedded =
                section("embedded").map(ConfigurationReader::embedded).orElse(EmbeddedConfig.DEFAULT);
        return new Configuration(
                defaultCluster(embedded),
                clusters,
                file.value("application_version").flatMap(ConfigurationReader::version),
                file.value("concurrent_migrations")
                        .flatMap(it -> it.integer(1, 1000))
                        .orElse(Configuration.DEFAULT_CONCURRENT_MIGRATIONS),
                file.value("parameters").map(Value::texts).orElse(Map.of()),
                file.value("settings").map(ConfigurationReader::settings).orElse(Map.of()),
                file.value("env").map(ConfigurationReader::names).orElse(List.of()),
                section("folders").map(ConfigurationReader::folders).orElse(Folders.DEFAULT),
                section("journal").flatMap(DatabaseReader::readJournal),
                named("postgres", section -> DatabaseReader.read(section).orElse(null)),
                embedded);
    }

    /** Names are looked up among those that stand in the file, whether or not they could be read. */
    private Optional<String> defaultCluster(EmbeddedConfig embedded) {
        List<String> known = new ArrayList<>();
        section("clusters").ifPresent(clusters -> known.addAll(clusters.values().keySet()));
        known.add(embedded.name());
        return file.value("default_cluster")
                .flatMap(value -> value.word().filter(name -> {
                    if (!known.contains(name)) {
                        String hint =
                                Spelling.didYouMean(name, known).orElse("write one of " + String.join(", ", known));
                        value.report("default_cluster is '%s', and there is no such cluster".formatted(name), hint);
                    }
                    return known.contains(name);
                }));
    }

    private static EmbeddedConfig embedded(Section section) {
        section.allow(EmbeddedConfig.class);
        EmbeddedConfig usual = EmbeddedConfig.DEFAULT;
        return new EmbeddedConfig(
                section.value("name").flatMap(Value::word).orElse(usual.name()),
                section.value("shards").flatMap(it -> it.integer(1, 64)).orElse(usual.shards()),
                section.value("replicas").flatMap(it -> it.integer(1, 16)).orElse(usual.replicas()),
                section.value("sample").flatMap(Value::section).flatMap(ConfigurationReader::sample));
    }

    private static Optional<EmbeddedConfig.Sample> sample(Section section) {
        section.allow(EmbeddedConfig.Sample.class);
        Optional<String> after =
                section.required("after", "after: 0001_create_events").flatMap(Value::word);
        Optional<Long> rows =
                section.required("rows", "rows: 100000").flatMap(value -> value.number(0, Long.MAX_VALUE));
        return after.isPresent() && rows.isPresent()
                ? Optional.of(new EmbeddedConfig.Sample(after.get(), rows.get()))
                : Optional.empty();
    }

    private static Folders folders(Section section) {
        section.allow(Folders.class);
        return new Folders(
                section.value("migrations").flatMap(Value::word).orElse(Folders.DEFAULT.migrations()),
                section.value("templates").flatMap(Value::word).orElse(Folders.DEFAULT.templates()));
    }

    private static Optional<String> version(Value value) {
        return value.word().filter(text -> {
            try {
                Version.parse(text);
                return true;
            } catch (IllegalArgumentException e) {
                value.report("application_version: " + e.getMessage());
                return false;
            }
        });
    }

    /** ClickHouse's older servers know a truth value only as 1 and 0. */
    private static Map<String, String> settings(Value value) {
        Map<String, String> settings = new LinkedHashMap<>(value.texts());
        settings.replaceAll((name, text) -> switch (text) {
            case "true" -> "1";
            case "false" -> "0";
            default -> text;
        });
        return settings;
    }

    private static List<String> names(Value value) {
        List<String> names = new ArrayList<>();
        for (Value item : value.items()) {
            item.rawText("a variable's name").ifPresent(name -> {
                if (name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                    names.add(name);
                } else {
                    item.report(
                            "'%s' is no name of an environment variable".formatted(name),
                            "write the name alone, such as HOSTNAME; templates then read env.HOSTNAME");
                }
            });
        }
        return List.copyOf(names);
    }

    private Optional<Section> section(String key) {
        return file.value(key).flatMap(Value::section);
    }

    private <T> Map<String, T> named(String key, Function<Section, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        section(key)
                .ifPresent(section -> section.values()
                        .forEach((name, value) -> value.section().ifPresent(it -> all.put(name, read.apply(it)))));
        return all;
    }
}
