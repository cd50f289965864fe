package dev.amig.cli.output;

/** What a colour means here, never the only carrier of the meaning: a pipe and {@code NO_COLOR} show none. */
public enum Colour {
    GOOD("32"),
    BAD("31"),
    ATTENTION("33"),
    ACTIVE("36"),
    QUIET("2"),
    STRONG("1"),
    /** None: what is as it should be. */
    PLAIN("");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String wrap(String text) {
        return code.isEmpty() ? text : Ansi.ESCAPE + "[" + code + "m" + text + Ansi.RESET;
    }
}
