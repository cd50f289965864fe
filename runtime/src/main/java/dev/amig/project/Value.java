package dev.amig.project;

import dev.amig.language.source.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of {@code amig.yaml}. Asked for as something that it is not, it reports that and is empty. Texts are what the author
 * wrote: a version {@code 1.10} stays {@code 1.10}, whatever YAML takes it for.
 */
final class Value {
    private final Reading reading;
    private final String name;
    private final Location keyLocation;
    private final Node node;
    private boolean reportedAsEmpty;

    /**
     * @param name        as messages name it, such as {@code clusters.posthog.port}
     * @param keyLocation where it can be found when its value is a long list
     */
    Value(Reading reading, String name, Location keyLocation, Node node) {
        this.reading = reading;
        this.name = name;
        this.keyLocation = keyLocation;
        this.node = node;
    }

    /** Whether there is anything; a key without a value is reported, once. */
    boolean isThere() {
        boolean there = !node.getTag().equals(Tag.NULL);
        if (!there && !reportedAsEmpty) {
            reportedAsEmpty = true;
            reading.report(keyLocation, name + " has no value", "write one, or leave the key out");
        }
        return there;
    }

    Location location() {
        return reading.location(node);
    }

    String name() {
        return name;
    }

    /** As it was written, variables replaced. */
    Optional<String> text() {
        return rawText("a text").flatMap(this::replaceVariables);
    }

    /** A text that says something. */
    Optional<String> word() {
        return text().filter(text -> {
            if (text.isBlank()) {
                report(name + " must not be empty");
            }
            return !text.isBlank();
        });
    }

    /** Not looked into for variables. */
    Optional<String> rawText(String expected) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        return wrong(expected);
    }

    Optional<Integer> integer(int least, int most) {
        return number(least, most).map(Long::intValue);
    }

    Optional<Long> number(long least, long most) {
        return text().flatMap(text -> {
            boolean fits = text.matches("-?\\d{1,18}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
            String range = most == Long.MAX_VALUE ? least + " on" : least + " to " + most;
            return fits ? Optional.of(Long.valueOf(text)) : wrong("a whole number from " + range);
        });
    }

    Optional<Boolean> flag() {
        return text().flatMap(text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> wrong("true or false");
        });
    }

    /** One of a few words. */
    Optional<String> choice(List<String> words) {
        return text().flatMap(text -> words.contains(text) ? Optional.of(text) : wrong(String.join(" or ", words)));
    }

    Optional<Section> section() {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new Section(reading, name, keyLocation, mapping));
        }
        return wrong("a mapping (key: value)");
    }

    /** The items of a list. */
    List<Value> items() {
        if (!(node instanceof SequenceNode sequence)) {
            wrong("a list ([a, b])");
            return List.of();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            String itemName = "%s[%d]".formatted(name, items.size() + 1);
            items.add(new Value(reading, itemName, reading.location(item), item));
        }
        return items;
    }

    /** A mapping of names to texts. A list becomes {@code a, b}, as {@code --param} takes it. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        section()
                .ifPresent(section -> section.values()
                        .forEach((key, value) -> value.textOrList().ifPresent(text -> texts.put(key, text))));
        return texts;
    }

    /** A file, relative to the folder of {@code amig.yaml}. */
    Optional<Path> path() {
        return word().map(reading::resolve);
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    void report(String message) {
        reading.report(location(), message);
    }

    void report(String message, String hint) {
        reading.report(location(), message, hint);
    }

    /** Without showing the line, because it holds a password. */
    void reportSecret(String message, String hint) {
        reading.reportWithoutLine(location(), message, hint);
    }

    private Optional<String> textOrList() {
        if (!isList()) {
            return node instanceof ScalarNode ? text() : wrong("a text, a number, true, false or a list of them");
        }
        return Optional.of(items().stream()
                .flatMap(item -> item.text().stream())
                .map(item -> item.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(", ")));
    }

    private Optional<String> replaceVariables(String text) {
        try {
            return Optional.of(reading.variables().replace(text));
        } catch (IllegalArgumentException e) {
            report(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private <T> Optional<T> wrong(String expected) {
        report("%s must be %s, not %s".formatted(name, expected, description()));
        return Optional.empty();
    }

    private String description() {
        if (node instanceof ScalarNode scalar) {
            return "'" + scalar.getValue() + "'";
        }
        return isList() ? "a list" : "a mapping";
    }
}
