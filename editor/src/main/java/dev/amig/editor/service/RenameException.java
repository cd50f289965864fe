package dev.amig.editor.service;

/** The new name cannot be taken; the message says why. */
public final class RenameException extends RuntimeException {
    RenameException(String message) {
        super(message);
    }
}
