package dev.amig.language.parser;

import dev.amig.language.source.Source;
import dev.amig.language.sql.SqlToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/**
 * A comment of a file, and the statement it is about: the one it stands in, or behind on the same line, or directly before.
 *
 * @param text           with its signs
 * @param offset         in the file
 * @param statementStart offset of the statement's first character; where no statement follows, the comment's own
 * @param statementEnd   offset behind the statement's last character
 */
public record Comment(String text, int offset, int statementStart, int statementEnd) {
    /** All of a file, those inside islands included. What the parser would refuse gives what can be made of it. */
    public static List<Comment> of(Source source) {
        List<? extends Token> tokens = new AmigLexer(new SourceCharStream(source)).getAllTokens();
        List<StatementSpan> statements = StatementSpan.of(tokens);
        var comments = new ArrayList<Comment>();
        for (Token token : tokens) {
            if (token.getChannel() == Token.HIDDEN_CHANNEL) {
                comments.add(comment(source, token.getText(), token.getStartIndex(), statements));
            } else if (token.getType() == AmigLexer.ISLAND || token.getType() == AmigLexer.RAW_ISLAND) {
                int inside = token.getText().indexOf('{') + 1;
                String sql = token.getText()
                        .substring(inside, Math.max(inside, token.getText().length() - 1));
                SqlToken.comments(sql)
                        .forEach(it -> comments.add(
                                comment(source, it.text(), token.getStartIndex() + inside + it.start(), statements)));
            }
        }
        return comments;
    }

    private static Comment comment(Source source, String text, int offset, List<StatementSpan> statements) {
        StatementSpan about = Stream.of(
                        statements.stream().filter(it -> it.holds(offset)),
                        statements.stream().filter(it -> it.endsOnLineOf(offset, source)),
                        statements.stream().filter(it -> it.start() > offset))
                .map(found -> found.min(Comparator.comparingInt(it -> Math.abs(it.start() - offset))))
                .flatMap(it -> it.stream())
                .findFirst()
                .orElse(new StatementSpan(offset, offset + text.length()));
        return new Comment(text, offset, about.start(), about.end());
    }

    /** The place is in the statement. */
    public boolean isAbout(int place) {
        return statementStart <= place && place < statementEnd;
    }
}
