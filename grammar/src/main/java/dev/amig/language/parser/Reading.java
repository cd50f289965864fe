package dev.amig.language.parser;

import dev.amig.language.source.Problem;
import dev.amig.language.tree.Migration;
import java.util.List;
import java.util.Optional;

/**
 * What can be made of a text that is still being written.
 *
 * @param migration of the statements that are whole; absent: even {@code MIGRATION name;} is not
 * @param problems  those that {@link MigrationParser#parse} would throw; none: the migration is there and complete
 */
public record Reading(Optional<Migration> migration, List<Problem> problems) {
    public Reading {
        problems = List.copyOf(problems);
    }

    public boolean isRight() {
        return problems.isEmpty();
    }
}
