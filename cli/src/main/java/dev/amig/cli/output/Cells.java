package dev.amig.cli.output;

/** How much room texts take on a terminal. */
public final class Cells {
    private Cells() {}

    /** Of a text that may hold colours. */
    public static int width(String text) {
        return Ansi.width(text);
    }
}
