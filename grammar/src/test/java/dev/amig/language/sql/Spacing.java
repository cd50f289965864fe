package dev.amig.language.sql;

import dev.amig.language.sql.SqlTokens.Kind;
import java.util.List;
import java.util.Random;

/** Adds white space and comments to SQL where white space is. */
public final class Spacing {
    private static final List<String> ADDED = List.of(
            " ",
            "\n",
            "\r\n",
            "\t\u00A0\uFEFF\u2060\u3000",
            "/**/",
            "/***/",
            "/* ; } ' \" ` $$ -- # ‘ “ */",
            "/*/* it's */; { */",
            "-- ; } ' \" ` $$ /* ‘ “ \\\n",
            "--\n",
            "# it's; }\n",
            "#! ${ <#if } it's; {\r\n",
            "// */ ; } 😀\n");

    private Spacing() {}

    public static String spread(String sql, Random random) {
        var spread = new StringBuilder();
        var tokens = new SqlTokens(sql);
        while (tokens.next()) {
            spread.append(sql, tokens.start(), tokens.end());
            for (int i = tokens.kind() == Kind.WHITE_SPACE ? random.nextInt(3) : 0; i > 0; i--) {
                spread.append(ADDED.get(random.nextInt(ADDED.size())));
            }
        }
        return spread.toString();
    }
}
