package dev.amig.embedded;

/** An embedded server cannot be installed, started or stopped. The message says what and what to do, for a person. */
public class EmbeddedException extends RuntimeException {
    public EmbeddedException(String message) {
        super(message);
    }

    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
