package dev.amig.language.parser;

import dev.amig.language.source.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/**
 * What the rules of {@code AmigLexer.g4} cannot say by themselves: which tag closes a heredoc, which mode a FreeMarker
 * construct needs, and where the things were opened that are still open at the file's end.
 */
abstract class IslandLexer extends Lexer {
    private final SourceCharStream input;
    private final Source source;
    private final Deque<Opening> openings = new ArrayDeque<>();
    private final List<Opening> closed = new ArrayList<>();
    private final SyntaxProblems problems;
    private boolean template;
    private boolean raw;
    private int hiddenBrace;

    /** The end of an island as it is written, where a string that was not closed has swallowed it. */
    private static final Pattern SWALLOWED_END =
            Pattern.compile("\\}\\s*(?:;|(?:rollback|irreversible|expect|warn)\\b)", Pattern.CASE_INSENSITIVE);

    /**
     * Something that has to be closed.
     *
     * @param mode  that it put the lexer into
     * @param start of the text that opened it
     * @param end   of that text; in {@code closed}, of the text that closed it
     */
    private record Opening(int mode, int start, int end) {}

    IslandLexer(CharStream input) {
        super(input);
        this.input = (SourceCharStream) input;
        this.source = this.input.source();
        this.problems = new SyntaxProblems(source);
        removeErrorListeners();
    }

    /** Texts, names, islands, comments that are never closed. */
    final SyntaxProblems problems() {
        return problems;
    }

    @Override
    public void reset() {
        super.reset();
        if (openings != null) {
            openings.clear();
            problems.clear();
            template = false;
        }
    }

    // ---- texts and names outside islands

    final boolean isFirstOnLine() {
        int at = input.index() - 2;
        while (at >= 0 && (input.charAt(at) == ' ' || input.charAt(at) == '\t')) {
            at--;
        }
        return at < 0 || input.charAt(at) == '\n';
    }

    final void unclosedString() {
        problems.add(
                _tokenStartCharIndex,
                "this text has no closing quote on its line",
                Optional.of("a line break inside a text is written \\n"));
    }

    final void unclosedBacktick() {
        problems.add(_tokenStartCharIndex, "this name has no closing backtick on its line");
    }

    // ---- islands

    final void openIsland(boolean isRaw) {
        raw = isRaw;
        template = !isRaw;
        hiddenBrace = -1;
        closed.clear();
    }

    final void closeBrace() {
        popMode();
        if (_mode == DEFAULT_MODE) {
            template = false;
            setType(raw ? AmigLexer.RAW_ISLAND : AmigLexer.ISLAND);
        } else {
            more();
        }
    }

    final void closeComment() {
        popMode();
        if (_mode == DEFAULT_MODE) {
            setType(AmigLexer.BLOCK_COMMENT);
            setChannel(HIDDEN);
        } else {
            more();
        }
    }

    final void openHeredoc() {
        push(AmigLexer.IN_HEREDOC, input.lastIndexOf('$', input.index() - 1));
    }

    final boolean closesHeredoc() {
        Opening heredoc = openings.getLast();
        return input.endsWith(input.index(), heredoc.start, heredoc.end);
    }

    // ---- templates

    final boolean isTemplate() {
        return template;
    }

    final void openTemplate() {
        int end = input.index();
        switch (input.charAt(end - 1)) {
            case '{' -> push(AmigLexer.EXPRESSION, end - 2);
            case '@' -> push(AmigLexer.IN_TAG, end - 2);
            case '-' -> push(AmigLexer.IN_TEMPLATE_COMMENT, end - 4);
            case '>' -> openNoparse(input.lastIndexOf('<', end));
            default -> push(AmigLexer.IN_TAG, input.lastIndexOf('<', end));
        }
    }

    /** The text that ends here is a whole tag: {@code <#noparse>}, {@code <#comment>}, or {@code </@…>}, which opens nothing. */
    private void openNoparse(int start) {
        if (input.charAt(start + 1) == '#') {
            push(AmigLexer.IN_NOPARSE, start);
        }
    }

    final boolean closesNoparse() {
        Opening noparse = openings.getLast();
        return input.letters(noparse.start).equalsIgnoreCase(input.letters(input.lastIndexOf('/', input.index())));
    }

    final void openTemplateString() {
        int quote = input.index() - 1;
        push(input.isWord("r", quote) ? AmigLexer.IN_RAW_TEMPLATE_STRING : AmigLexer.IN_TEMPLATE_STRING, quote);
    }

    final void closeTemplateString() {
        if (input.charAt(input.index() - 1) == input.charAt(openings.getLast().start)) {
            popMode();
        }
    }

    // ---- what is open

    @Override
    public final void pushMode(int mode) {
        push(mode, input.index() - openerLength(mode));
    }

    private static int openerLength(int mode) {
        return switch (mode) {
            case AmigLexer.IN_BLOCK_COMMENT, AmigLexer.IN_LINE_COMMENT -> 2;
            case AmigLexer.IN_EXPRESSION_COMMENT -> 4;
            default -> 1;
        };
    }

    private void push(int mode, int start) {
        openings.addLast(new Opening(mode, start, input.index()));
        super.pushMode(mode);
    }

    @Override
    public final int popMode() {
        Opening opening = openings.removeLast();
        if (opening.mode == AmigLexer.IN_LINE_COMMENT && hiddenBrace < 0) {
            noteHiddenBrace(opening);
        } else if (opening.mode != AmigLexer.SQL && spansLines(opening)) {
            closed.add(new Opening(opening.mode, opening.start, input.index()));
        }
        return super.popMode();
    }

    private boolean spansLines(Opening opening) {
        return input.contains('\n', opening.end, input.index());
    }

    private void noteHiddenBrace(Opening comment) {
        if (input.contains('}', comment.end, input.index())) {
            hiddenBrace = input.indexOf('}', comment.end);
        }
    }

    /** ANTLR gives a token that the end of the file cut short the type EOF. */
    @Override
    public final Token emit() {
        if (_type == Token.EOF && !openings.isEmpty()) {
            reportUnclosed();
            boolean comment = openings.getFirst().mode == AmigLexer.IN_BLOCK_COMMENT;
            setType(comment ? AmigLexer.BLOCK_COMMENT : AmigLexer.UNCLOSED);
            setChannel(comment ? HIDDEN : DEFAULT_TOKEN_CHANNEL);
        }
        return super.emit();
    }

    private void reportUnclosed() {
        if (openings.getLast().mode == AmigLexer.IN_LINE_COMMENT) {
            noteHiddenBrace(openings.removeLast());
        }
        Opening outermost = openings.getFirst();
        Opening innermost = openings.getLast();
        Optional<Opening> culprit = closed.stream().filter(this::swallowsTheEnd).findFirst();
        if (culprit.isPresent() && outermost.mode == AmigLexer.SQL) {
            reportClosedTooLate(culprit.get(), outermost);
        } else if (innermost.mode == AmigLexer.SQL) {
            problems.add(
                    outermost.start,
                    "this island is never closed: its '}' is missing",
                    aboutBraces(outermost, innermost));
        } else {
            Optional<String> where = innermost == outermost ? Optional.empty() : Optional.of(insideIsland(outermost));
            problems.add(innermost.start, "this " + describe(innermost) + " is never closed", where);
        }
    }

    private boolean swallowsTheEnd(Opening it) {
        return SWALLOWED_END.matcher(source.text()).region(it.start, it.end).find();
    }

    /** Its own quote is missing; it ran on to one that was meant to open something else. */
    private void reportClosedTooLate(Opening it, Opening island) {
        var message = "this %s is never closed; it runs on to %s".formatted(describe(it), at(it.end - 1));
        problems.add(it.start, message, Optional.of(insideIsland(island)));
    }

    private Optional<String> aboutBraces(Opening island, Opening innermost) {
        if (hiddenBrace >= 0) {
            return Optional.of("the '}' at " + at(hiddenBrace) + " stands in a comment and closes nothing");
        } else if (innermost != island) {
            return Optional.of("inside it, the '{' at " + at(innermost.start) + " is not closed either");
        }
        return Optional.empty();
    }

    private String insideIsland(Opening island) {
        return "it stands in the island that was opened at " + at(island.start);
    }

    private String at(int offset) {
        var location = source.location(offset);
        return location.line() + ":" + location.column();
    }

    private String describe(Opening opening) {
        return switch (opening.mode) {
            case AmigLexer.IN_STRING, AmigLexer.IN_TYPOGRAPHIC_STRING -> "string";
            case AmigLexer.IN_DOUBLE_QUOTES, AmigLexer.IN_BACKTICKS, AmigLexer.IN_TYPOGRAPHIC_IDENTIFIER ->
                "quoted identifier";
            case AmigLexer.IN_BLOCK_COMMENT -> "comment";
            case AmigLexer.IN_HEREDOC ->
                "heredoc " + source.text().substring(opening.start, input.indexOf('$', opening.start + 1) + 1);
            case AmigLexer.EXPRESSION -> input.charAt(opening.start) == '$' ? "${" : "brace of a template";
            case AmigLexer.IN_TAG, AmigLexer.IN_NOPARSE ->
                "tag " + (input.charAt(opening.start + 1) == '@' ? "<@" : "<#" + input.letters(opening.start));
            case AmigLexer.IN_TAG_PARENTHESES -> "parenthesis of a template";
            case AmigLexer.IN_TEMPLATE_STRING, AmigLexer.IN_RAW_TEMPLATE_STRING -> "string of a template";
            default -> "comment of a template";
        };
    }
}
