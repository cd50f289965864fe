package dev.amig.language.source;

import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with texts the user wrote: every exception of the language. Its message is meant to be shown as it is. */
public class LanguageException extends RuntimeException {
    private final List<Problem> problems;

    /** @param problems at least one, in the order in which they are to be read */
    public LanguageException(List<Problem> problems) {
        this(problems, null);
    }

    public LanguageException(List<Problem> problems, Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n\n")), cause);
        this.problems = List.copyOf(problems);
    }

    public final List<Problem> problems() {
        return problems;
    }
}
