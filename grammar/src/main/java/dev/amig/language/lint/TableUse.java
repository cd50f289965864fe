package dev.amig.language.lint;

import dev.amig.language.sql.QualifiedName;

/**
 * A table's name in a statement.
 *
 * @param from its first token
 * @param to   the token behind it
 */
public record TableUse(QualifiedName name, int from, int to) {
    @Override
    public String toString() {
        return name.toString();
    }
}
