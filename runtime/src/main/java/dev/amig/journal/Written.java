package dev.amig.journal;

import java.util.List;
import java.util.Optional;

/**
 * What became of an {@link Entry}.
 *
 * @param attempt that may now be sent, where the entry intended one
 * @param events  of the entry, in its order
 */
public record Written(Optional<Attempt> attempt, List<Event> events) {}
