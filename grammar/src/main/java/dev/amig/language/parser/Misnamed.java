package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.MigrationNameContext;
import dev.amig.language.parser.AmigParser.ParamContext;
import dev.amig.language.sql.Identifiers;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Names as people write them and the language does not take them. */
final class Misnamed {
    private Misnamed() {}

    /** @param context of the rule {@code name} or {@code migrationName} that holds the token */
    static String message(ParserRuleContext context, Token token) {
        String what = Phrases.nameOf(context);
        String text = token.getText();
        if (context instanceof MigrationNameContext && token.getType() == AmigLexer.DASHED_NAME) {
            return "%s cannot hold a dash; write %s or `%s`".formatted(what, text.replace('-', '_'), text);
        }
        boolean backticks = !(context.getParent() instanceof ParamContext);
        return switch (token.getType()) {
            case AmigLexer.DOUBLE_QUOTED -> {
                String bare = text.substring(1, text.length() - 1);
                yield what + " cannot stand in double quotes; " + instead(bare, bare, backticks);
            }
            case AmigLexer.DASHED_NAME ->
                what + " cannot hold a dash; " + instead(text.replace('-', '_'), text, backticks);
            case AmigLexer.DIGITS_NAME -> what + " cannot begin with a digit; " + instead(text, text, backticks);
            default ->
                "%s cannot be the keyword %s; write `%s` or choose another"
                        .formatted(what, Tokens.keyword(token.getType()), text);
        };
    }

    /** Templates call a parameter by its name, and they know no backticks. */
    private static String instead(String plain, String quoted, boolean backticks) {
        if (!Identifiers.isPlain(plain)) {
            return backticks
                    ? "write `" + quoted + "`"
                    : "choose one of letters, digits and _ that begins with a letter";
        }
        return backticks ? "write %s or `%s`".formatted(plain, quoted) : "write " + plain;
    }
}
