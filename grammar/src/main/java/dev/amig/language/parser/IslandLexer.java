package dev.amig.language.parser;

import java.util.Optional;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/**
 * What the rules of {@code AmigLexer.g4} cannot say by themselves: which tag closes a heredoc, which mode a FreeMarker
 * construct needs, and where the things were opened that are still open at the file's end.
 */
abstract class IslandLexer extends Lexer {
    private final SourceCharStream input;
    private final Openings openings;
    private final SyntaxProblems problems;
    private boolean template;
    private boolean raw;

    IslandLexer(CharStream input) {
        super(input);
        this.input = (SourceCharStream) input;
        this.openings = new Openings(this.input);
        this.problems = new SyntaxProblems(this.input.source());
        removeErrorListeners();
    }

    /** Texts, names, islands, comments that are never closed. */
    final SyntaxProblems problems() {
        return problems;
    }

    @Override
    public void reset() {
        super.reset();
        openings.clear();
        problems.clear();
        template = false;
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
        Opening heredoc = openings.innermost();
        return input.endsWith(input.index(), heredoc.start(), heredoc.end());
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

    /** Outside islands, what a template writes is one word with the letters around it: {@code ${db}.events_${year}}. */
    final void closeExpression() {
        popMode();
        if (_mode != DEFAULT_MODE) {
            more();
            return;
        }
        while (isPartOfName(input.LA(1))) {
            getInterpreter().consume(input);
        }
        if (input.LA(1) == '$' && input.LA(2) == '{') {
            getInterpreter().consume(input);
            getInterpreter().consume(input);
            openTemplate();
            more();
        } else {
            setType(AmigLexer.TEMPLATED);
        }
    }

    private static boolean isPartOfName(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.';
    }

    /** The text that ends here is a whole tag: {@code <#noparse>}, {@code <#comment>}, or {@code </@…>}, which opens nothing. */
    private void openNoparse(int start) {
        if (input.charAt(start + 1) == '#') {
            push(AmigLexer.IN_NOPARSE, start);
        }
    }

    final boolean closesNoparse() {
        Opening noparse = openings.innermost();
        return input.letters(noparse.start()).equalsIgnoreCase(input.letters(input.lastIndexOf('/', input.index())));
    }

    final void openTemplateString() {
        int quote = input.index() - 1;
        push(input.isWord("r", quote) ? AmigLexer.IN_RAW_TEMPLATE_STRING : AmigLexer.IN_TEMPLATE_STRING, quote);
    }

    final void closeTemplateString() {
        if (input.charAt(input.index() - 1) == input.charAt(openings.innermost().start())) {
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
        openings.open(mode, start);
        super.pushMode(mode);
    }

    @Override
    public final int popMode() {
        Opening innermost = openings.innermost();
        openings.close();
        closed(innermost.mode(), innermost.start(), input.index());
        return super.popMode();
    }

    /**
     * Told of everything in an island that was opened and is closed now, inner things first.
     *
     * @param start offset of the text that opened it
     * @param end   behind the text that closed it
     */
    void closed(int mode, int start, int end) {}

    /** ANTLR gives a token that the end of the file cut short the type EOF. */
    @Override
    public final Token emit() {
        if (_type == Token.EOF && !openings.isEmpty()) {
            openings.report(problems);
            boolean comment = openings.outermost().isBlockComment();
            setType(comment ? AmigLexer.BLOCK_COMMENT : AmigLexer.UNCLOSED);
            setChannel(comment ? HIDDEN : DEFAULT_TOKEN_CHANNEL);
        }
        return super.emit();
    }
}
