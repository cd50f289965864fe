package dev.amig.cli.output;

/** In cells. */
public record TerminalSize(int columns, int rows) {
    /** Of a pipe. */
    public static final TerminalSize UNLIMITED = new TerminalSize(Integer.MAX_VALUE, Integer.MAX_VALUE);

    static final TerminalSize USUAL = new TerminalSize(80, 24);
}
