package dev.amig.language.parser;

import dev.amig.language.source.Source;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * The statement that is being written. What stands before it may be as wrong as it likes.
 *
 * @param tokens       of the statement, so far
 * @param rule         of the grammar
 * @param alsoPossible phrases that the rule does not know
 */
record StatementStart(List<Token> tokens, int rule, List<String> alsoPossible) {
    static StatementStart before(Source source, int offset) {
        var lexer = new AmigLexer(
                new SourceCharStream(new Source(source.name(), source.text().substring(0, offset))));
        var tokens = new ArrayList<Token>();
        boolean finalizing = false;
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                continue;
            }
            boolean begins = token.getType() == AmigLexer.BEGIN && isFinalize(tokens);
            finalizing = begins || finalizing && token.getType() != AmigLexer.END;
            tokens.add(token);
            if (begins || token.getType() == AmigLexer.SEMICOLON) {
                tokens.clear();
            }
        }
        int rule = finalizing ? AmigParser.RULE_action : AmigParser.RULE_statement;
        return new StatementStart(
                fromLastStart(tokens), rule, finalizing && tokens.isEmpty() ? List.of("END") : List.of());
    }

    private static boolean isFinalize(List<Token> tokens) {
        return !tokens.isEmpty() && tokens.get(0).getType() == AmigLexer.FINALIZE;
    }

    /** Where a {@code ;} was forgotten, the statement begins with the last line that begins like one. */
    private static List<Token> fromLastStart(List<Token> tokens) {
        for (int i = tokens.size() - 1; i > 0; i--) {
            Token token = tokens.get(i);
            if (Statements.begins(token)
                    && token.getLine() > tokens.get(i - 1).getLine()
                    && token.getCharPositionInLine() == 0) {
                return tokens.subList(i, tokens.size());
            }
        }
        return tokens;
    }
}
