package dev.amig.cli.skeleton;

/** A new migration cannot have this name. */
public final class BadNameException extends RuntimeException {
    private final String hint;

    BadNameException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** What to write instead. */
    public String hint() {
        return hint;
    }
}
