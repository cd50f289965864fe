package dev.amig.transport;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one sending of one statement: {@code amig-41-swap-s1r1-0-1} (run, action, node, statement, attempt); a rollback's
 * statement is written {@code r0}. The text can be read back, which is how an operator and a resumed run recognise it.
 *
 * @param statement from 0, within the action and its direction
 * @param attempt   from 1
 */
public record QueryId(long run, String action, String node, Direction direction, int statement, int attempt) {
    /** Which way the migration goes. */
    public enum Direction {
        FORWARD(""),
        ROLLBACK("r");

        private final String mark;

        Direction(String mark) {
            this.mark = mark;
        }
    }

    // Only the action's name may hold a dash (when it was quoted), so everything else is anchored to an end.
    private static final Pattern TEXT = Pattern.compile(
            "amig-(?<run>\\d+)-(?<action>.+)-(?<node>s\\d+r\\d+|postgres(?:_[A-Za-z0-9_]+)?)-(?<mark>r?)(?<statement>\\d+)-(?<attempt>\\d+)",
            Pattern.DOTALL);

    /** The prefix of all query ids of a run. */
    public static String prefixOf(long run) {
        return "amig-" + run + "-";
    }

    /** The inverse of {@link #toString()}; empty for anything else. */
    public static Optional<QueryId> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new QueryId(
                Long.parseLong(matcher.group("run")),
                matcher.group("action"),
                matcher.group("node"),
                matcher.group("mark").isEmpty() ? Direction.FORWARD : Direction.ROLLBACK,
                Integer.parseInt(matcher.group("statement")),
                Integer.parseInt(matcher.group("attempt"))));
    }

    @Override
    public String toString() {
        return prefixOf(run) + action + "-" + node + "-" + direction.mark + statement + "-" + attempt;
    }
}
