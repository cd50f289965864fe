package dev.amig.language.analysis;

import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The problems of one file while they are being found. */
final class Problems {
    private final Source source;
    private final List<Problem> found = new ArrayList<>();

    Problems(Source source) {
        this.source = source;
    }

    void add(Location location, String message) {
        found.add(source.problem(location, message));
    }

    void add(Location location, String message, Optional<String> hint) {
        Problem problem = source.problem(location, message);
        found.add(hint.map(problem::withHint).orElse(problem));
    }

    /** One that the manual explains on a page of its own. */
    void add(String rule, Location location, String message, Optional<String> hint) {
        Problem problem = source.problem(location, message).withRule(rule);
        found.add(hint.map(problem::withHint).orElse(problem));
    }

    void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt((Problem it) -> it.location().line())
                        .thenComparingInt(it -> it.location().column()))
                .toList();
    }
}
