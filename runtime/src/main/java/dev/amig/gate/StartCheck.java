package dev.amig.gate;

/** What a check before the first action came to. */
public sealed interface StartCheck {
    /** All holds: go on. */
    record Passed() implements StartCheck {}

    /** The migration is not needed on this cluster. */
    record NotRequired(String why) implements StartCheck {}

    /** Something does not hold; nothing was done. */
    record Refused(String why) implements StartCheck {}
}
