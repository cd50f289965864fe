package dev.amig.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/**
 * How many chunks at a time a person wants a copy to take on each of its nodes, until it ends or somebody wants something else.
 *
 * @param request by whom, since when, and why
 * @param chunks  while it is paused: as many as it took before; absent: nobody knew it then
 */
public record WantedParallelism(Request request, OptionalInt chunks, boolean isPaused) {
    /** As in {@code amig set MIGRATION parallel=4}. */
    public static final String NAME = "parallel";

    /** {@code paused by tim (it is night) since 2026-11-21T22:03:04Z}. */
    public String told() {
        return isPaused
                ? "paused by %s since %s".formatted(request.byWhomAndWhy(), since())
                : "set to at most %d %s at a time on each node by %s since %s"
                        .formatted(
                                chunks.orElseThrow(),
                                chunks.orElseThrow() == 1 ? "chunk" : "chunks",
                                request.byWhomAndWhy(),
                                since());
    }

    private Instant since() {
        return request.at().truncatedTo(ChronoUnit.SECONDS);
    }

    /** What a person types when it is to go on as before. */
    public String goOn(String migration) {
        String number = chunks.isPresent() ? Integer.toString(chunks.getAsInt()) : "N";
        return "amig set %s %s=%s".formatted(migration, NAME, number);
    }
}
