package dev.amig.document;

/** A word as a shell takes it. */
public final class ShellWord {
    private ShellWord() {}

    /** As it is, or in single quotes. */
    public static String of(String word) {
        return word.matches("[\\w./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
