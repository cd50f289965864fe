package dev.amig.language.parser;

import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The problems of one file while it is read; those beyond the most that are shown cost nothing. */
final class SyntaxProblems {
    private final Source source;
    private final List<Problem> found = new ArrayList<>();

    SyntaxProblems(Source source) {
        this.source = source;
    }

    void add(int offset, String message) {
        add(offset, message, Optional.empty());
    }

    void add(int offset, String message, Optional<String> hint) {
        if (!isFull()) {
            Problem problem = source.problem(offset, message);
            found.add(hint.map(problem::withHint).orElse(problem));
        }
    }

    boolean isFull() {
        return found.size() >= MigrationParser.MOST_PROBLEMS;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void clear() {
        found.clear();
    }

    /** In the order of the text. */
    static List<Problem> firstOf(SyntaxProblems some, SyntaxProblems others) {
        return Stream.concat(some.found.stream(), others.found.stream())
                .sorted(Comparator.comparingInt((Problem it) -> it.location().line())
                        .thenComparingInt(it -> it.location().column()))
                .limit(MigrationParser.MOST_PROBLEMS)
                .toList();
    }
}
