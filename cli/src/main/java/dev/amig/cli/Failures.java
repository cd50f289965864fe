package dev.amig.cli;

import dev.amig.embedded.EmbeddedException;
import dev.amig.journal.JournalException;
import dev.amig.journal.LeaseHeldException;
import dev.amig.language.source.LanguageException;
import dev.amig.language.text.Spelling;
import dev.amig.project.ClusterNotFoundException;
import dev.amig.transport.QueryException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place that turns exceptions into {@code error: …} on the error stream and an exit code. */
final class Failures {
    private Failures() {}

    /** Arguments that picocli could not make sense of. */
    static int badArguments(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        List<String> hints = new ArrayList<>();
        suggestion(e).ifPresent(hints::add);
        hints.add("'%s --help' lists what it takes"
                .formatted(command.getCommandSpec().qualifiedName()));
        print(command.getErr(), message(e), hints);
        return ExitCode.USAGE.number();
    }

    /** A command that threw. */
    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        Amig amig = (Amig) command.getCommandSpec().root().userObject();
        ExitCode exitCode = exitCode(e);
        if (exitCode == ExitCode.DEFECT) {
            print(command.getErr(), "amig itself failed: " + e, List.of(defectHint(amig.verbose())));
        } else {
            print(command.getErr(), message(e), hints(e));
        }
        if (amig.verbose()) {
            e.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return exitCode.number();
    }

    /** Java itself gave up: no memory, or a build that was damaged. */
    static int broken(Error e, CommandLine commandLine) {
        print(commandLine.getErr(), "amig itself failed: " + e, List.of());
        e.printStackTrace(commandLine.getErr());
        commandLine.getErr().flush();
        return ExitCode.DEFECT.number();
    }

    private static ExitCode exitCode(Exception e) {
        if (e instanceof CommandException failure) {
            return failure.exitCode();
        }
        // What the user wrote is wrong, or this machine lacks something: told before anything is changed.
        if (e instanceof LanguageException || e instanceof ClusterNotFoundException || e instanceof EmbeddedException) {
            return ExitCode.USAGE;
        }
        if (e instanceof LeaseHeldException || e instanceof QueryException || e instanceof UncheckedIOException) {
            return ExitCode.USAGE;
        }
        // The journal was lost in the middle: what it has is true, what came after it is looked up by the next run.
        if (e instanceof JournalException) {
            return ExitCode.NOT_ROLLED_BACK;
        }
        return ExitCode.DEFECT;
    }

    private static String message(Exception e) {
        return e instanceof QueryException query ? query.node() + ": " + e.getMessage() : e.getMessage();
    }

    private static List<String> hints(Exception e) {
        return e instanceof CommandException failure ? failure.hint().stream().toList() : List.of();
    }

    private static String defectHint(boolean verbose) {
        return verbose
                ? "please report it with the stack trace below"
                : "please report it with what '--verbose' adds to this message";
    }

    /** picocli's sentences begin with a capital letter and end without a full stop; ours begin in lower case. */
    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> words = unmatched.getUnmatched();
            String kind = words.get(0).startsWith("-")
                    ? "unknown option"
                    : e.getCommandLine().getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
            return kind + " " + words.stream().map(it -> "'" + it + "'").collect(Collectors.joining(", "));
        }
        String message = e.getMessage();
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static Optional<String> suggestion(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        String word = unmatched.getUnmatched().get(0);
        CommandSpec command = e.getCommandLine().getCommandSpec();
        Set<String> known = word.startsWith("-")
                ? command.optionsMap().keySet()
                : command.subcommands().keySet();
        return Spelling.nearest(word, known)
                .or(() -> known.stream().filter(it -> it.startsWith(word)).findFirst())
                .map(it -> "did you mean %s?".formatted(it));
    }

    private static void print(PrintWriter err, String message, List<String> hints) {
        err.println("error: " + message);
        hints.forEach(hint -> err.println("  help: " + hint));
        err.flush();
    }
}
