package dev.amig.transport;

import java.io.IOException;

/** A server's output that is not what its format promises. */
public final class MalformedOutputException extends IOException {
    MalformedOutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
