package dev.amig.language.lint;

import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;

/**
 * What a rule found at a place.
 *
 * @param rule    its name
 * @param problem place, what is there and why it hurts, and as hints what to write instead
 * @param isError the file cannot be run at all: {@code run} and {@code render} refuse it
 */
public record Finding(String rule, Severity severity, Problem problem, boolean isError) {
    public Location location() {
        return problem.location();
    }

    public String message() {
        return problem.message();
    }

    /** As a problem is shown, with severity and rule before the message. */
    @Override
    public String toString() {
        String message = "%s[%s]: %s".formatted(severity, rule, problem.message());
        return new Problem(problem.location(), message, problem.line(), problem.hints()).toString();
    }
}
