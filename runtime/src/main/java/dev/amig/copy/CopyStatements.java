package dev.amig.copy;

import java.util.Optional;

/**
 * Numbers of a copy's statements within its action, as they stand in query ids: a thousand for each chunk, so that whoever meets
 * {@code amig-41-history-s1r1-12001-1} sees the filling of chunk 11.
 */
public final class CopyStatements {
    static final int CREATE_SNAPSHOT = 0;
    static final int FILL_SNAPSHOT = 1;
    static final int DROP_SNAPSHOT = 2;
    private static final int PER_CHUNK = 1_000;
    private static final int FIRST_MOVE = 10;

    /** A chunk whose rows go to more partitions than this is refused. */
    static final int MAX_MOVES = PER_CHUNK - FIRST_MOVE;

    private static final int PARTITIONS = 100_000;

    private CopyStatements() {}

    /**
     * The attempt at {@link #FILL_SNAPSHOT}. No two statements have one query id: how one of them ended would be taken for the other's.
     *
     * @param snapshot  from 1: an earlier runner may have begun to take one
     * @param partition from 0, the first of those that the statement links
     */
    static int linkAttempt(int snapshot, int partition) {
        return (snapshot - 1) * PARTITIONS + partition + 1;
    }

    static int createStaging(int chunk) {
        return first(chunk);
    }

    static int fillStaging(int chunk) {
        return first(chunk) + 1;
    }

    static int dropStaging(int chunk) {
        return first(chunk) + 2;
    }

    static int dropPart(int chunk) {
        return first(chunk) + 3;
    }

    /** Of the destination, to make room for what is copied again. */
    static int dropReplaced(int chunk) {
        return first(chunk) + 4;
    }

    static int createAside(int chunk) {
        return first(chunk) + 5;
    }

    static int fillAside(int chunk) {
        return first(chunk) + 6;
    }

    static int dropAside(int chunk) {
        return first(chunk) + 7;
    }

    /** Gives parts that were linked a hash of their own. */
    static int renewParts(int chunk) {
        return first(chunk) + 8;
    }

    static int move(int chunk, int index) {
        return first(chunk) + FIRST_MOVE + index;
    }

    /** A partition of a chunk on its way into the destination. */
    public record Move(int chunk, int number) {}

    /** Which one a statement moves; empty for others. */
    public static Optional<Move> moveOf(int statement) {
        boolean isMove = statement >= PER_CHUNK && statement % PER_CHUNK >= FIRST_MOVE;
        return isMove
                ? Optional.of(new Move(statement / PER_CHUNK - 1, statement % PER_CHUNK - FIRST_MOVE))
                : Optional.empty();
    }

    private static int first(int chunk) {
        return (chunk + 1) * PER_CHUNK;
    }

    /** What a statement of that number does, for a person. */
    public static String describe(int statement) {
        if (statement < PER_CHUNK) {
            return switch (statement) {
                case CREATE_SNAPSHOT -> "makes the snapshot's table";
                case FILL_SNAPSHOT -> "links the source's parts into the snapshot";
                default -> "drops the snapshot";
            };
        }
        int chunk = statement / PER_CHUNK - 1;
        String what = switch (statement % PER_CHUNK) {
            case 0 -> "makes the staging table of";
            case 1 -> "fills the staging table of";
            case 2 -> "drops the staging table of";
            case 3 -> "drops a part that has arrived from the staging table of";
            case 4 -> "drops a part from the destination, to make room for";
            case 5 -> "makes the table for rows that only the destination has, beside";
            case 6 -> "puts rows aside that only the destination has, beside";
            case 7 -> "drops the half-filled table for rows put aside, beside";
            case 8 -> "gives the linked parts a hash of their own in the staging table of";
            default -> "moves into the destination";
        };
        return what + " chunk " + chunk;
    }
}
