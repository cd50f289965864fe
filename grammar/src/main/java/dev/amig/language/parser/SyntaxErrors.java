package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.FileContext;
import dev.amig.language.parser.AmigParser.FinalizationContext;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * One error for each wrong statement. An island is one token, so a {@code ;} always ends a statement: after an error the
 * parser reads on behind the next one, or at the next line that begins a statement where the {@code ;} was forgotten.
 */
final class SyntaxErrors extends DefaultErrorStrategy {
    private final SyntaxProblems problems;
    private boolean isFinalizeBroken;

    SyntaxErrors(SyntaxProblems problems) {
        this.problems = problems;
    }

    /** Before each choice: refuse here, where everything that may follow is still known, not deeper in the last alternative. */
    @Override
    public void sync(Parser parser) {
        if (parser.getContext() instanceof FileContext) {
            skipToStatement(parser);
            return;
        }
        if (inErrorRecoveryMode(parser)) {
            return;
        }
        IntervalSet expected = parser.getExpectedTokens();
        Token found = parser.getCurrentToken();
        boolean onlySemicolonMissing = expected.contains(AmigLexer.SEMICOLON) && endsWithoutSemicolon(parser);
        if (!expected.contains(found.getType()) && !onlySemicolonMissing) {
            throw new InputMismatchException(parser);
        }
    }

    private void skipToStatement(Parser parser) {
        if (inErrorRecoveryMode(parser) && parser.getCurrentToken().getType() == AmigLexer.SEMICOLON) {
            parser.consume();
        }
        endErrorCondition(parser);
        while (!Statements.begins(parser.getCurrentToken())
                && parser.getCurrentToken().getType() != Token.EOF) {
            if (!isEndOfBrokenFinalize(parser)) {
                report(parser, parser.getCurrentToken(), parser.getContext(), parser.getExpectedTokens());
            }
            skipStatement(parser, parser.getCurrentToken());
            if (parser.getCurrentToken().getType() == AmigLexer.SEMICOLON) {
                parser.consume();
            }
        }
    }

    /** What stood in it has been read like any other statement. */
    private boolean isEndOfBrokenFinalize(Parser parser) {
        return isFinalizeBroken && parser.getCurrentToken().getType() == AmigLexer.END;
    }

    @Override
    public Token recoverInline(Parser parser) {
        boolean semicolon = parser.getExpectedTokens().contains(AmigLexer.SEMICOLON) && endsWithoutSemicolon(parser);
        if (!semicolon) {
            throw new InputMismatchException(parser);
        }
        Token before = parser.getInputStream().LT(-1);
        if (!inErrorRecoveryMode(parser) && !isReportedByLexer(parser)) {
            problems.add(
                    before.getStopIndex() + 1,
                    "expected ';' after %s, found %s"
                            .formatted(after(parser.getContext(), before), Tokens.found(parser.getCurrentToken())));
        }
        endErrorCondition(parser);
        return before;
    }

    @Override
    public void reportError(Parser parser, RecognitionException e) {
        if (inErrorRecoveryMode(parser)) {
            return;
        }
        beginErrorCondition(parser);
        ParserRuleContext context = (ParserRuleContext) e.getCtx();
        report(parser, e.getOffendingToken(), context, e.getExpectedTokens());
    }

    /** Up to the {@code ;}, which the rule {@code statement} takes itself. */
    @Override
    public void recover(Parser parser, RecognitionException e) {
        isFinalizeBroken |= parser.getContext() instanceof FinalizationContext;
        skipStatement(parser, Statements.startOf(parser.getContext()));
    }

    private void skipStatement(Parser parser, Token start) {
        while (!isEnd(parser.getCurrentToken(), start)) {
            parser.consume();
        }
    }

    private static boolean isEnd(Token token, Token start) {
        return token.getType() == AmigLexer.SEMICOLON
                || token.getType() == Token.EOF
                || token != start && Statements.begins(token) && isLineOfItsOwn(token, start);
    }

    private static boolean isLineOfItsOwn(Token token, Token start) {
        return token.getLine() > start.getLine() && token.getCharPositionInLine() <= start.getCharPositionInLine();
    }

    private static boolean endsWithoutSemicolon(Parser parser) {
        Token token = parser.getCurrentToken();
        return token.getType() == Token.EOF || token.getType() == AmigLexer.END || Statements.begins(token);
    }

    private void report(Parser parser, Token found, ParserRuleContext context, IntervalSet expected) {
        if (problems.isFull() || isReportedByLexer(parser)) {
            return;
        }
        boolean isName = found.getType() != AmigLexer.ON && Tokens.keyword(found.getType()) != null;
        if (Phrases.isName(expected) && isName) {
            problems.add(found.getStartIndex(), Misnamed.message(context, found));
            return;
        }
        Token before = parser.getInputStream().LT(-1);
        var message = "expected %s%s, found %s"
                .formatted(Phrases.expected(expected, context), afterPhrase(context, before), Tokens.found(found));
        problems.add(found.getStartIndex(), message, Suggestions.suggestion(parser, context, found, expected));
    }

    /** What the lexer could not close has swallowed what the parser now misses. */
    private static boolean isReportedByLexer(Parser parser) {
        Token found = parser.getCurrentToken();
        Token before = parser.getInputStream().LT(-1);
        return found.getType() == AmigLexer.UNCLOSED
                || isUnclosed(found)
                || before != null && (before.getType() == AmigLexer.UNCLOSED || isUnclosed(before));
    }

    private static boolean isUnclosed(Token token) {
        if (token.getType() != AmigLexer.STRING && token.getType() != AmigLexer.BACKTICKED) {
            return false;
        }
        String text = token.getText();
        return text.length() < 2 || text.charAt(text.length() - 1) != text.charAt(0);
    }

    private static String afterPhrase(ParserRuleContext context, Token before) {
        boolean isFirst = before == null || before.getType() == AmigLexer.SEMICOLON;
        return isFirst ? "" : " after " + after(context, before);
    }

    private static String after(ParserRuleContext context, Token before) {
        return Statements.elementEndingAt(context, before).orElseGet(() -> switch (before.getType()) {
            case AmigLexer.ISLAND, AmigLexer.RAW_ISLAND -> "'}'";
            case AmigLexer.STRING -> "the text";
            default -> Tokens.found(before);
        });
    }
}
