package dev.amig.cli;

import dev.amig.cli.signal.Interrupts;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a command ended, for scripts. {@code amig --help} lists them. */
public enum ExitCode {
    DONE(0, "Done, or nothing was left to do; the last line says which."),
    FAILED(1, "Failed. What had been changed was rolled back, or nothing had been changed."),
    USAGE(2, "Bad input, or something is missing here; refused before anything was changed."),
    NOT_ROLLED_BACK(3, "Failed and not rolled back: look at 'amig status'."),
    WAITING(4, "Waits for a person; the last line says for what and how to go on."),
    DEFECT(70, "A defect of amig itself. 'amig status' tells what was done before it."),
    INTERRUPTED(Interrupts.EXIT_CODE, "Ended by Ctrl-C or a signal; the last line says what is left, if anything.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** What the shell sees in {@code $?}. */
    public int number() {
        return number;
    }

    /** One sentence. */
    public String meaning() {
        return meaning;
    }

    /** Number and sentence of each, in the order in which help lists them. */
    static Map<String, String> descriptions() {
        Map<String, String> all = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            all.put(String.valueOf(code.number), code.meaning);
        }
        return all;
    }
}
