package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.ActionContext;
import dev.amig.language.parser.AmigParser.MigrationNameContext;
import dev.amig.language.parser.AmigParser.NameContext;
import dev.amig.language.parser.AmigParser.PlacementContext;
import dev.amig.language.parser.AmigParser.StatementContext;
import dev.amig.language.parser.AmigParser.TableContext;
import dev.amig.language.parser.AmigParser.TargetContext;
import java.util.BitSet;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

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

    /** The same for those who have no tokens. */
    static boolean begins(String keyword) {
        return FIRST_WORDS.stream().anyMatch(type -> keyword.equalsIgnoreCase(Tokens.keyword(type)));
    }

    /** The first token of the statement that {@code context} belongs to. */
    static Token startOf(ParserRuleContext context) {
        return statementOf(context).getStart();
    }

    /** {@code the step's name}, {@code the target}: what ends with this token, if it is more than a word. */
    static Optional<String> elementEndingAt(ParserRuleContext context, Token token) {
        return ending(statementOf(context), token);
    }

    /** Of the innermost: a {@code FINALIZE} holds others. */
    private static ParserRuleContext statementOf(ParserRuleContext context) {
        ParserRuleContext it = context;
        while (!(it instanceof StatementContext || it instanceof ActionContext) && it.getParent() != null) {
            it = it.getParent();
        }
        return it;
    }

    private static Optional<String> ending(ParserRuleContext context, Token token) {
        if (context.getStop() == token && (context instanceof TargetContext || context instanceof PlacementContext)) {
            return Optional.of("the target");
        }
        if (context.getStop() == token && context instanceof TableContext) {
            return Optional.of("the table");
        }
        if (context.getStop() == token && isName(context)) {
            return Optional.of(Phrases.theNameOf(context));
        }
        for (int i = context.getChildCount() - 1; i >= 0; i--) {
            if (context.getChild(i) instanceof ParserRuleContext inner) {
                Optional<String> found = ending(inner, token);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isName(ParserRuleContext context) {
        return context instanceof NameContext || context instanceof MigrationNameContext;
    }
}
