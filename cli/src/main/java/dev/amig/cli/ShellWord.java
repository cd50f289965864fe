package dev.amig.cli;

/** A word as a shell takes it. */
final class ShellWord {
    private ShellWord() {}

    static String of(String word) {
        return word.matches("[\\w./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
