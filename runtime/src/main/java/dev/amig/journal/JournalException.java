package dev.amig.journal;

/** The journal cannot be read or written. Its message says what and what to do, for a person. */
public class JournalException extends RuntimeException {
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }

    public JournalException(String message) {
        super(message);
    }
}
