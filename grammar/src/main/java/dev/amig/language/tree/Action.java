package dev.amig.language.tree;

import dev.amig.language.source.Location;

/** A named unit of a migration. Actions run in the file's order, each on all of its nodes before the next begins. */
public sealed interface Action permits Step, Verify, Confirm {
    Location location();

    /** Unique in the file. */
    Name name();

    <R> R accept(Visitor<R> visitor);

    /** Keeps every user of actions exhaustive: Java 17 has no pattern switch. */
    interface Visitor<R> {
        R step(Step step);

        R verify(Verify verify);

        R confirm(Confirm confirm);
    }
}
