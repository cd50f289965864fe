package dev.amig.language.parser;

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
        return switch (token.getType()) {
            case AmigLexer.DOUBLE_QUOTED -> {
                String bare = text.substring(1, text.length() - 1);
                yield "%s cannot stand in double quotes; write %s".formatted(what, written(bare));
            }
            case AmigLexer.DASHED_NAME ->
                "%s cannot hold a dash; write %s or `%s`".formatted(what, text.replace('-', '_'), text);
            case AmigLexer.DIGITS_NAME -> "%s cannot begin with a digit; write `%s`".formatted(what, text);
            default ->
                "%s cannot be the keyword %s; write `%s` or choose another"
                        .formatted(what, Tokens.keyword(token.getType()), text);
        };
    }

    private static String written(String name) {
        return Identifiers.isPlain(name) ? "%s or `%s`".formatted(name, name) : "`" + name + "`";
    }
}
