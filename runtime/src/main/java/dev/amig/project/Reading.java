package dev.amig.project;

import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** One reading of {@code amig.yaml}: it goes on after a mistake and tells all of them at its end. */
final class Reading {
    private final YamlText yaml;
    private final Variables variables;
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    Reading(YamlText yaml, Variables variables, Path folder) {
        this.yaml = yaml;
        this.variables = variables;
        this.folder = folder;
    }

    Variables variables() {
        return variables;
    }

    /** A path as the file means it: relative to the file's folder. */
    Path resolve(String path) {
        return folder.resolve(path).normalize();
    }

    Location location(Node node) {
        return yaml.location(node.getStartMark());
    }

    void report(Location place, String message) {
        problems.add(yaml.source().problem(place, message));
    }

    void report(Location place, String message, String hint) {
        problems.add(yaml.source().problem(place, message).withHint(hint));
    }

    /** Without the line, because it holds a password. */
    void reportWithoutLine(Location place, String message, String hint) {
        problems.add(new Problem(place, message, Optional.empty(), List.of(hint)));
    }

    /** @throws ConfigurationException something was reported */
    void end() {
        if (!problems.isEmpty()) {
            Comparator<Problem> byPlace = Comparator.comparing(
                    Problem::location, Comparator.comparingInt(Location::line).thenComparingInt(Location::column));
            throw new ConfigurationException(problems.stream().sorted(byPlace).toList());
        }
    }
}
