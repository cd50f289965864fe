package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.ColumnContext;
import dev.amig.language.parser.AmigParser.CopyContext;
import dev.amig.language.parser.AmigParser.ExpressionContext;
import dev.amig.language.parser.AmigParser.FileContext;
import dev.amig.language.parser.AmigParser.FinalizationContext;
import dev.amig.language.parser.AmigParser.ForEachRowContext;
import dev.amig.language.parser.AmigParser.MigrationClauseContext;
import dev.amig.language.parser.AmigParser.MigrationNameContext;
import dev.amig.language.parser.AmigParser.NameContext;
import dev.amig.language.parser.AmigParser.NestedContext;
import dev.amig.language.parser.AmigParser.OnPostgresContext;
import dev.amig.language.parser.AmigParser.ParamContext;
import dev.amig.language.parser.AmigParser.RequirementContext;
import dev.amig.language.parser.AmigParser.SettingContext;
import dev.amig.language.parser.AmigParser.StepContext;
import dev.amig.language.parser.AmigParser.SwapContext;
import dev.amig.language.parser.AmigParser.TableContext;
import dev.amig.language.parser.AmigParser.VerifyCopyContext;
import dev.amig.language.parser.AmigParser.WaitingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What the grammar expects, in the author's words. */
final class Phrases {
    private static final int MOST = 7;
    private static final List<Integer> FIRST =
            List.of(AmigLexer.STRING, AmigLexer.INTEGER, AmigLexer.ISLAND, AmigLexer.ROLLBACK, AmigLexer.IRREVERSIBLE);
    private static final IntervalSet OPTIONS = new IntervalSet(
            AmigLexer.SETTINGS,
            AmigLexer.TIMEOUT,
            AmigLexer.RETRY,
            AmigLexer.ON,
            AmigLexer.IDEMPOTENT,
            AmigLexer.AT,
            AmigLexer.FOR);
    private static final IntervalSet NON_RESERVED =
            AmigParser._ATN.nextTokens(AmigParser._ATN.ruleToStartState[AmigParser.RULE_nonReserved]);

    private Phrases() {}

    /** {@code a step's name}. */
    static String nameOf(RuleContext name) {
        return "a " + owner(name) + "'s name";
    }

    /** {@code the step's name}. */
    static String theNameOf(RuleContext name) {
        return "the " + owner(name) + "'s name";
    }

    private static String owner(RuleContext name) {
        RuleContext parent = name.parent;
        if (name instanceof MigrationNameContext) {
            return "migration";
        } else if (parent instanceof StepContext) {
            return "step";
        } else if (parent instanceof CopyContext || parent instanceof VerifyCopyContext) {
            return "copy";
        } else if (parent instanceof SwapContext) {
            return "swap";
        } else if (parent instanceof TableContext) {
            return "table";
        } else if (parent instanceof WaitingContext) {
            return "wait";
        } else if (parent instanceof ColumnContext) {
            return "column";
        } else if (parent instanceof ParamContext) {
            return "parameter";
        } else if (parent instanceof SettingContext) {
            return "setting";
        } else if (parent instanceof MigrationClauseContext) {
            return "cluster";
        } else if (parent instanceof RequirementContext) {
            return "service";
        } else if (parent instanceof OnPostgresContext) {
            return "database";
        } else if (parent instanceof ForEachRowContext) {
            return "column";
        }
        return "VERIFY";
    }

    /** {@code a target (ON EACH SHARD, …) or '{ SQL }'}. */
    static String expected(IntervalSet tokens, ParserRuleContext context) {
        if (context instanceof FileContext) {
            return "a statement (PARAM, STEP, COPY, VERIFY, …)";
        } else if (context instanceof FinalizationContext && tokens.contains(AmigLexer.STEP)) {
            return "an action (STEP, COPY, VERIFY, …) or END";
        }
        if (context instanceof NestedContext) {
            return context.getStart().getType() == AmigLexer.OPEN_PAREN ? "')'" : "']'";
        }
        if (context instanceof ExpressionContext) {
            return context.getChildCount() == 0 ? "a column" : "',' or ')'";
        }
        var phrases = new ArrayList<>(phrases(tokens, context));
        if (phrases.size() > MOST) {
            return String.join(", ", phrases.subList(0, MOST)) + ", …";
        }
        if (phrases.size() == 1) {
            return phrases.get(0);
        }
        int last = phrases.size() - 1;
        return String.join(", ", phrases.subList(0, last)) + " or " + phrases.get(last);
    }

    private static Set<String> phrases(IntervalSet tokens, ParserRuleContext context) {
        var phrases = new LinkedHashSet<String>();
        for (int type : inOrderOfUse(tokens)) {
            if (!isTakenOnlyToBeRefused(type, tokens)) {
                phrases.add(phrase(type, tokens, context));
            }
        }
        return phrases;
    }

    /** What a statement needs first, then its options, its end last. */
    private static List<Integer> inOrderOfUse(IntervalSet tokens) {
        var types = new ArrayList<Integer>();
        for (int type : FIRST) {
            if (tokens.contains(type)) {
                types.add(type);
            }
        }
        for (int type : tokens.toArray()) {
            if (!types.contains(type) && type != AmigLexer.SEMICOLON) {
                types.add(type);
            }
        }
        if (tokens.contains(AmigLexer.SEMICOLON)) {
            types.add(AmigLexer.SEMICOLON);
        }
        return types;
    }

    private static boolean isTakenOnlyToBeRefused(int type, IntervalSet tokens) {
        return switch (type) {
            case AmigLexer.DOUBLE_QUOTED, AmigLexer.DASHED_NAME -> true;
            case AmigLexer.DIGITS_NAME -> tokens.contains(AmigLexer.IDENTIFIER) || tokens.contains(AmigLexer.INTEGER);
            default -> isName(tokens) && !isReserved(type) && Tokens.keyword(type) != null;
        };
    }

    /** Any name may stand here. */
    static boolean isName(IntervalSet tokens) {
        return tokens.contains(AmigLexer.IDENTIFIER) && tokens.contains(AmigLexer.BACKTICKED);
    }

    static boolean isOption(Token token) {
        return OPTIONS.contains(token.getType());
    }

    /** Not a text or a number alone: then a bare word is more likely a misspelt keyword. */
    static boolean mayBeOther(IntervalSet tokens) {
        return tokens.contains(AmigLexer.ON)
                || tokens.contains(AmigLexer.SEMICOLON)
                || tokens.contains(AmigLexer.FROM)
                || tokens.contains(AmigLexer.TABLES)
                || tokens.contains(AmigLexer.UNTIL);
    }

    private static boolean isReserved(int keyword) {
        return !NON_RESERVED.contains(keyword);
    }

    private static String phrase(int type, IntervalSet tokens, ParserRuleContext context) {
        if (tokens.contains(AmigLexer.IDEMPOTENT) && OPTIONS.contains(type)) {
            return "an option (TIMEOUT 5 MINUTES, …)";
        }
        return switch (type) {
            case AmigLexer.ON -> on(tokens, context);
            case AmigLexer.STRING -> "a text in single quotes";
            case AmigLexer.INTEGER, AmigLexer.FLOAT -> "a number";
            case AmigLexer.IDENTIFIER, AmigLexer.BACKTICKED, AmigLexer.TEMPLATED ->
                tokens.contains(AmigLexer.TEMPLATED) ? "a table's name" : identifier(context);
            case AmigLexer.ISLAND, AmigLexer.RAW_ISLAND -> "'{ SQL }'";
            case AmigLexer.ROLLBACK -> tokens.contains(AmigLexer.PAUSE) ? "ROLLBACK" : "ROLLBACK { … }";
            case AmigLexer.NO -> tokens.contains(AmigLexer.APPEND) ? "NO SHORTCUT" : "NO ROWS";
            case AmigLexer.SAME -> "SAME ON EVERY NODE";
            case AmigLexer.EXPECT -> "EXPECT …";
            case AmigLexer.NONE -> "NONE BECAUSE '…'";
            case AmigLexer.NOT_EQUAL,
                    AmigLexer.LESS,
                    AmigLexer.LESS_OR_EQUAL,
                    AmigLexer.GREATER,
                    AmigLexer.GREATER_OR_EQUAL -> "a comparison (= 0)";
            case AmigLexer.EQUAL -> tokens.contains(AmigLexer.LESS) ? "a comparison (= 0)" : "'='";
            case AmigLexer.SEMICOLON -> "';'";
            case AmigLexer.COMMA -> "','";
            case AmigLexer.RANGE -> "'..'";
            case AmigLexer.DOT -> "'.'";
            case AmigLexer.OPEN_BRACKET -> "'['";
            case AmigLexer.CLOSE_BRACKET -> "']'";
            case AmigLexer.OPEN_PAREN -> "'('";
            case AmigLexer.CLOSE_PAREN -> "')'";
            case AmigLexer.WARN -> "WARN ONLY";
            case AmigLexer.AT -> "AT ONCE";
            case AmigLexer.CHUNK -> "CHUNK BY";
            case AmigLexer.THROTTLE -> "THROTTLE WHILE";
            default -> Tokens.keyword(type);
        };
    }

    private static String on(IntervalSet tokens, ParserRuleContext context) {
        if (tokens.contains(AmigLexer.WARN)) {
            return "ON MISMATCH { … }";
        } else if (context instanceof MigrationClauseContext) {
            return "ON";
        }
        return "a target (ON EACH SHARD, …)";
    }

    private static String identifier(ParserRuleContext context) {
        if (context instanceof NameContext || context instanceof MigrationNameContext) {
            return nameOf(context);
        } else if (context instanceof ParamContext || context instanceof AmigParser.ParamTypeContext) {
            return "a type (STRING, INTEGER, …)";
        } else if (context instanceof AmigParser.DurationContext) {
            return "a unit (SECONDS, MINUTES, HOURS, DAYS)";
        } else if (context instanceof AmigParser.ParamValueContext) {
            return "a unit (MINUTES, GB, …)";
        }
        return "a name";
    }
}
