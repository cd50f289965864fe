package dev.amig.language.parser;

import dev.amig.language.source.Source;
import java.util.List;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.RuleNode;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * What one rule of {@code AmigParser.g4} took, without the comments in it: {@link Lexeme#allOf} has them.
 *
 * @param rule  its name there: {@code step}, {@code migrationClause}
 * @param parts at least one, but for an empty file
 */
public record Phrase(String rule, List<SyntaxPart> parts) implements SyntaxPart {
    public Phrase {
        parts = List.copyOf(parts);
    }

    /**
     * A whole file: the rule {@code file}, with a {@code statement} for each statement.
     *
     * @throws SyntaxException it is not a migration; as {@link MigrationParser#parse} would
     */
    public static Phrase of(Source source) {
        return phrase(MigrationParser.file(source));
    }

    @Override
    public boolean is(String rule) {
        return this.rule.equals(rule);
    }

    @Override
    public int start() {
        return parts.get(0).start();
    }

    @Override
    public int end() {
        return parts.get(parts.size() - 1).end();
    }

    private static Phrase phrase(RuleNode node) {
        String rule = AmigParser.ruleNames[node.getRuleContext().getRuleIndex()];
        return new Phrase(rule, children(node).stream().map(Phrase::part).toList());
    }

    private static List<ParseTree> children(RuleNode node) {
        return IntStream.range(0, node.getChildCount())
                .mapToObj(node::getChild)
                .filter(child ->
                        !(child instanceof TerminalNode word && word.getSymbol().getType() == Token.EOF))
                .toList();
    }

    private static SyntaxPart part(ParseTree tree) {
        return tree instanceof RuleNode node ? phrase(node) : Lexeme.of(((TerminalNode) tree).getSymbol());
    }
}
