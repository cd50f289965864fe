package dev.amig.run;

import dev.amig.journal.Event;

/** Hears of every event, after it is in the journal. Called on threads of the run; must return at once. */
@FunctionalInterface
public interface RunObserver {
    RunObserver NONE = event -> {};

    void happened(Event event);
}
