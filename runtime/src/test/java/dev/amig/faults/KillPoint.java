package dev.amig.faults;

import java.util.Locale;

/**
 * A place at which a runner is killed.
 *
 * @param number from 1: the journal's write, or the statement sent
 */
public record KillPoint(Moment moment, int number) {
    /** Where in the protocol "intent, send, outcome" it is. */
    public enum Moment {
        /** As soon as the journal has committed. After the write of an intent, this is the moment before the sending. */
        AFTER_WRITE("w"),
        /** The server has ended the statement, the journal does not have the outcome. */
        AFTER_ANSWER("a");

        private final String letter;

        Moment(String letter) {
            this.letter = letter;
        }
    }

    /** Never reached: counts, and kills nobody. */
    static final KillPoint NEVER = new KillPoint(Moment.AFTER_WRITE, Integer.MAX_VALUE);

    /** Part of a database's name. */
    public String name() {
        return moment.letter + number;
    }

    static KillPoint parse(String name) {
        for (Moment moment : Moment.values()) {
            if (name.startsWith(moment.letter)) {
                return new KillPoint(moment, Integer.parseInt(name.substring(1)));
            }
        }
        throw new IllegalArgumentException(name);
    }

    @Override
    public String toString() {
        return moment.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + number;
    }
}
