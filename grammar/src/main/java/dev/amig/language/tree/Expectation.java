package dev.amig.language.tree;

import dev.amig.language.source.Location;

/** What a {@code VERIFY} query must give: the {@code EXPECT …} clause. */
public sealed interface Expectation {
    Location location();

    /** {@code EXPECT NO ROWS}. */
    record NoRows(Location location) implements Expectation {}

    /** {@code EXPECT ROWS}: at least one. */
    record Rows(Location location) implements Expectation {}

    /** {@code EXPECT TRUE}: exactly one row with one value, neither zero, empty nor NULL. */
    record IsTrue(Location location) implements Expectation {}

    /** {@code EXPECT = 0}: exactly one row with one value that compares so. Numbers compare as numbers. */
    record Compared(Location location, Comparison comparison, String value) implements Expectation {}

    /** {@code EXPECT SAME ON EVERY NODE}: the same rows, in any order, from every node of the target. */
    record SameOnEveryNode(Location location) implements Expectation {}

    enum Comparison {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }
}
