package dev.amig.language.tree;

import dev.amig.language.source.Location;

/** A named unit of a migration. Actions run in the file's order, each on all of its nodes before the next begins. */
public sealed interface Action permits Step, Copy, Verify, VerifyCopy, Wait, Confirm, Swap {
    Location location();

    /** Unique in the file. */
    Name name();

    <R> R accept(Visitor<R> visitor);

    /** Keeps every user of actions exhaustive: Java 17 has no pattern switch. */
    interface Visitor<R> {
        R step(Step step);

        R copy(Copy copy);

        R verify(Verify verify);

        R verifyCopy(VerifyCopy verifyCopy);

        R waiting(Wait wait);

        R confirm(Confirm confirm);

        R swap(Swap swap);
    }
}
