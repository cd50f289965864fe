package dev.amig.project;

import dev.amig.language.source.Location;
import dev.amig.language.text.Spelling;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A mapping of {@code amig.yaml}: keys and values, each at its place. */
final class Section {
    private final Reading reading;
    private final String path;
    private final Location location;
    private final Map<String, ScalarNode> keys = new LinkedHashMap<>();
    private final Map<String, Value> values = new LinkedHashMap<>();

    /** @param path as messages name it, such as {@code clusters.posthog}; empty: the whole file */
    Section(Reading reading, String path, Location location, MappingNode mapping) {
        this.reading = reading;
        this.path = path;
        this.location = location;
        mapping.getValue().forEach(this::add);
    }

    private void add(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            reading.report(reading.location(entry.getKeyNode()), "a key must be a single word");
            return;
        }
        ScalarNode earlier = keys.putIfAbsent(key.getValue(), key);
        if (earlier != null) {
            int line = reading.location(earlier).line();
            reading.report(reading.location(key), "%s stands in line %d already".formatted(name(key.getValue()), line));
            return;
        }
        values.put(
                key.getValue(), new Value(reading, name(key.getValue()), reading.location(key), entry.getValueNode()));
    }

    /** Reports keys that are no component of the record this section is read into. */
    Section allow(Class<? extends Record> type) {
        return allow(keysOf(type));
    }

    Section allow(List<String> known) {
        keys.forEach((key, node) -> {
            if (!known.contains(key)) {
                String hint = Spelling.didYouMean(key, known).orElse("it has " + String.join(", ", known));
                reading.report(
                        reading.location(node),
                        "%s has no key '%s'".formatted(path.isEmpty() ? "the file" : path, key),
                        hint);
            }
        });
        return this;
    }

    /** The components of a record as keys: {@code applicationVersion} is {@code application_version}. */
    static List<String> keysOf(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(it -> it.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT))
                .toList();
    }

    /** A key's value; empty when it does not stand there, or stands there without a value, which is reported. */
    Optional<Value> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(Value::isThere);
    }

    /** A key's value; that it does not stand there is reported. */
    Optional<Value> required(String key, String example) {
        if (!values.containsKey(key)) {
            report("%s needs %s".formatted(path, key), "write " + example);
        }
        return value(key);
    }

    /** All of them, in the file's order. */
    Map<String, Value> values() {
        Map<String, Value> there = new LinkedHashMap<>(values);
        there.values().removeIf(value -> !value.isThere());
        return there;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String path() {
        return path;
    }

    /** At the key that names it. */
    void report(String message, String hint) {
        reading.report(location, message, hint);
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
