package dev.amig.language.parser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is open while an island or a comment is read, innermost last; and what has to be remembered to say, at the file's end,
 * which of it was forgotten.
 */
final class Openings {
    /** The end of an island as it is written, where a string that was not closed has swallowed it. */
    private static final Pattern END_OF_ISLAND =
            Pattern.compile("\\}\\s*(?:;|(?:rollback|irreversible|expect|warn)\\b)", Pattern.CASE_INSENSITIVE);

    private final SourceCharStream input;
    private final Deque<Opening> open = new ArrayDeque<>();
    private final List<Opening> closedOverLines = new ArrayList<>();
    private int hiddenBrace = -1;

    Openings(SourceCharStream input) {
        this.input = input;
    }

    /** The text that opens it ends where the input stands. */
    void open(int mode, int start) {
        if (open.isEmpty()) {
            closedOverLines.clear();
            hiddenBrace = -1;
        }
        open.addLast(new Opening(mode, start, input.index()));
    }

    /** The text that closes the innermost ends where the input stands. */
    void close() {
        Opening closed = open.removeLast();
        if (closed.isLineComment()) {
            noteHiddenBrace(closed);
        } else if (!closed.isBrace() && input.contains('\n', closed.end(), input.index())) {
            closedOverLines.add(new Opening(closed.mode(), closed.start(), input.index()));
        }
    }

    void clear() {
        open.clear();
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    Opening outermost() {
        return open.getFirst();
    }

    Opening innermost() {
        return open.getLast();
    }

    /** The file has ended: tells which of what is open was forgotten. */
    void report(SyntaxProblems problems) {
        if (innermost().isLineComment()) {
            close();
        }
        Opening outermost = outermost();
        Opening innermost = innermost();
        Optional<Opening> culprit = outermost.isBrace()
                ? closedOverLines.stream().filter(this::holdsEndOfIsland).findFirst()
                : Optional.empty();
        if (culprit.isPresent()) {
            reportClosedTooLate(culprit.get(), problems);
        } else if (innermost.isBrace()) {
            problems.add(outermost.start(), "this island is never closed: its '}' is missing", aboutBraces());
        } else {
            Optional<String> where = innermost == outermost ? Optional.empty() : Optional.of(inIsland());
            problems.add(innermost.start(), "this " + innermost.describe(input) + " is never closed", where);
        }
    }

    /** Its own quote is missing; it ran on to one that was meant to open something else. */
    private void reportClosedTooLate(Opening it, SyntaxProblems problems) {
        var message = "this %s is never closed; it runs on to %s".formatted(it.describe(input), at(it.end() - 1));
        problems.add(it.start(), message, Optional.of(inIsland()));
    }

    private boolean holdsEndOfIsland(Opening closed) {
        return END_OF_ISLAND
                .matcher(input.source().text())
                .region(closed.start(), closed.end())
                .find();
    }

    private Optional<String> aboutBraces() {
        if (hiddenBrace >= 0) {
            return Optional.of("the '}' at " + at(hiddenBrace) + " stands in a comment and closes nothing");
        } else if (innermost() != outermost()) {
            return Optional.of("inside it, the '{' at " + at(innermost().start()) + " is not closed either");
        }
        return Optional.empty();
    }

    private void noteHiddenBrace(Opening comment) {
        if (hiddenBrace < 0 && input.contains('}', comment.end(), input.index())) {
            hiddenBrace = input.indexOf('}', comment.end());
        }
    }

    private String inIsland() {
        return "it stands in the island that was opened at " + at(outermost().start());
    }

    private String at(int offset) {
        var location = input.source().location(offset);
        return location.line() + ":" + location.column();
    }
}
