package dev.amig.project;

/** A name that stands for no cluster, here or on a server; the message says what to write. */
public final class ClusterNotFoundException extends RuntimeException {
    ClusterNotFoundException(String message) {
        super(message);
    }
}
