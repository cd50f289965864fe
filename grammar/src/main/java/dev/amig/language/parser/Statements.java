package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.MigrationNameContext;
import dev.amig.language.parser.AmigParser.NameContext;
import dev.amig.language.parser.AmigParser.StatementContext;
import java.util.BitSet;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/** Where statements begin, and what stands in them. */
final class Statements {
    private static final BitSet FIRST_WORDS = new BitSet();

    static {
        for (int type : new int[] {
            AmigLexer.MIGRATION, AmigLexer.PARAM, AmigLexer.SETTINGS, AmigLexer.REQUIRED, AmigLexer.STEP,
            AmigLexer.VERIFY, AmigLexer.CONFIRM, AmigLexer.PRECHECK, AmigLexer.HEALTHCHECK, AmigLexer.PROGRESS,
            AmigLexer.COPY, AmigLexer.WAIT, AmigLexer.SWAP, AmigLexer.FINALIZE
        }) {
            FIRST_WORDS.set(type);
        }
    }

    private Statements() {}

    static boolean begins(Token token) {
        return token.getType() > 0 && FIRST_WORDS.get(token.getType());
    }

    /** The first token of the statement that {@code context} belongs to. */
    static Token startOf(ParserRuleContext context) {
        ParserRuleContext it = context;
        while (!(it instanceof StatementContext) && it.getParent() != null) {
            it = it.getParent();
        }
        return it.getStart();
    }

    /** The name whose last token is {@code token}; null: it is no part of a name. */
    static ParserRuleContext nameEndingAt(ParserRuleContext context, Token token) {
        ParserRuleContext statement = context;
        while (!(statement instanceof StatementContext) && statement.getParent() != null) {
            statement = statement.getParent();
        }
        return lastName(statement, token);
    }

    private static ParserRuleContext lastName(ParserRuleContext context, Token token) {
        boolean isName = context instanceof NameContext || context instanceof MigrationNameContext;
        if (isName && context.getStop() == token) {
            return context;
        }
        for (int i = context.getChildCount() - 1; i >= 0; i--) {
            ParseTree child = context.getChild(i);
            if (child instanceof ParserRuleContext inner) {
                ParserRuleContext found = lastName(inner, token);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
