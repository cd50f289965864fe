package dev.amig.embedded.grpc;

import java.io.IOException;

/** The engine has begun to answer although data is still to come: it refuses the statement. */
final class EarlyAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    EarlyAnswerException() {
        super("the engine answered before it had all of the data, yet with no error");
    }
}
