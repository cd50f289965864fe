package dev.amig.cli;

import java.util.Optional;

/** A command cannot go on. Its message is shown after {@code error: } as it is, without a stack trace. */
public final class CommandException extends RuntimeException {
    private final ExitCode exitCode;
    private final String hint;

    private CommandException(ExitCode exitCode, String message, String hint, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.hint = hint;
    }

    /** The user asked for something that cannot be; nothing was changed. */
    public static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message, null, null);
    }

    /** It was tried and did not work. */
    public static CommandException failed(String message, Throwable cause) {
        return new CommandException(ExitCode.FAILED, message, null, cause);
    }

    /** @param cause shown with {@code --verbose}; may be null */
    public static CommandException of(ExitCode exitCode, String message, Throwable cause) {
        return new CommandException(exitCode, message, null, cause);
    }

    /** The same, with a line that says what to do. */
    public CommandException withHint(String newHint) {
        CommandException copy = new CommandException(exitCode, getMessage(), newHint, getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** What to do about it. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
