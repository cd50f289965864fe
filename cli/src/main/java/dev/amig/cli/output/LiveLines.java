package dev.amig.cli.output;

import java.util.List;

/**
 * A block of lines that changes while a command works, one line for each thing that is going on.
 *
 * <p>On a terminal the block is redrawn in place, at most ten times a second. In a pipe a line is printed when its state
 * changes, and otherwise from time to time, the less often the longer it lasts. Call {@link #show} as often as you like, from
 * any thread.
 */
public abstract sealed class LiveLines implements AutoCloseable permits PlainLines, RedrawnLines {
    /**
     * @param key   whose line it is, such as a node's id; stays the same
     * @param state what is worth a line of its own in a pipe whenever it changes, such as {@code running}
     * @param text  the whole line as it is shown; may hold colours and numbers that change all the time
     */
    public record Line(String key, String state, String text) {}

    /** The kind that fits the terminal. */
    public static LiveLines on(Terminal terminal) {
        return terminal.interactive() ? RedrawnLines.start(terminal) : new PlainLines(terminal.out(), System::nanoTime);
    }

    /** Replaces the block. */
    public abstract void show(List<Line> lines);

    /** Prints a line above the block, for good. */
    public abstract void say(String text);

    /** Shows what was not shown yet. The block stays where it is, and what is printed next stands below it. */
    @Override
    public abstract void close();
}
