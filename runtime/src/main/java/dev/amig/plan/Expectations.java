package dev.amig.plan;

import dev.amig.language.tree.Expectation;

/** An {@code EXPECT} clause as it is written. */
public final class Expectations {
    private Expectations() {}

    public static String text(Expectation expectation) {
        if (expectation instanceof Expectation.NoRows) {
            return "EXPECT NO ROWS";
        }
        if (expectation instanceof Expectation.Rows) {
            return "EXPECT ROWS";
        }
        if (expectation instanceof Expectation.IsTrue) {
            return "EXPECT TRUE";
        }
        if (expectation instanceof Expectation.Compared compared) {
            return "EXPECT " + compared.comparison().symbol() + " " + compared.value();
        }
        return "EXPECT SAME ON EVERY NODE";
    }
}
