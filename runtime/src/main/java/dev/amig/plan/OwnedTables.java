package dev.amig.plan;

import dev.amig.language.sql.QualifiedName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the tables that amig makes for itself, in one place, so that a person who meets one knows whose it is: which run,
 * which action. They stand in the database of the table they serve.
 */
public final class OwnedTables {
    private static final Pattern STAGING = Pattern.compile(".*__amig_chunk_\\d+_\\d+_(\\d+)_(\\d+)", Pattern.DOTALL);

    /** Stands for an attempt at a chunk in a plan, which has no chunks yet. */
    private static final String ANY_ATTEMPT = "«chunk»";

    private static final String FIRST_ATTEMPT = "0_1";

    private OwnedTables() {}

    /** The rows that a copy reads, fixed while new ones arrive. */
    public static QualifiedName snapshot(QualifiedName source, long run, int action) {
        return source.withTable("%s__amig_snapshot_%d_%d".formatted(source.table(), run, action));
    }

    /** Of whatever chunk, for a person to read. */
    static QualifiedName stagingOfAny(QualifiedName destination, long run, int action) {
        return staging(destination, run, action, ANY_ATTEMPT);
    }

    /** A statement of a plan as the first attempt at the first chunk sends it, as far as names of tables go. */
    public static String ofFirstAttempt(String planned) {
        return planned.replace(ANY_ATTEMPT, FIRST_ATTEMPT);
    }

    private static QualifiedName staging(QualifiedName destination, long run, int action, String chunk) {
        return destination.withTable("%s__amig_chunk_%d_%d_%s".formatted(destination.table(), run, action, chunk));
    }

    /** The staging table of one attempt at a chunk. */
    public static QualifiedName staging(QualifiedName destination, long run, int action, Attempt attempt) {
        return staging(destination, run, action, attempt.chunk() + "_" + attempt.attempt());
    }

    /**
     * Rows that a repair found only in the destination.
     *
     * @param number from 1, of those of the copy on one node
     */
    public static QualifiedName aside(QualifiedName destination, long run, int action, int number) {
        return destination.withTable("%s__amig_aside_%d_%d_%d".formatted(destination.table(), run, action, number));
    }

    /** @param attempt from 1 */
    public record Attempt(int chunk, int attempt) {}

    /** Whose staging table a name is; empty for a snapshot's. */
    public static Optional<Attempt> attemptOf(QualifiedName name) {
        Matcher staging = STAGING.matcher(name.table());
        return staging.matches()
                ? Optional.of(new Attempt(Integer.parseInt(staging.group(1)), Integer.parseInt(staging.group(2))))
                : Optional.empty();
    }
}
