package dev.amig.editor.service;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import java.util.ArrayList;
import java.util.List;

/** The names behind {@code DEPENDS ON}. */
final class DependsOn {
    private DependsOn() {}

    static List<Lexeme> names(Statement statement) {
        var names = new ArrayList<Lexeme>();
        if (!statement.is("MIGRATION")) {
            return names;
        }
        List<Lexeme> words = statement.words();
        for (int at = 2; at < words.size(); at++) {
            boolean first =
                    words.get(at - 1).isKeyword("ON") && words.get(at - 2).isKeyword("DEPENDS");
            boolean another = !names.isEmpty() && words.get(at - 1).isSign(",") && words.get(at - 2) == last(names);
            if ((first || another)
                    && (words.get(at).is(Kind.NAME) || words.get(at).is(Kind.KEYWORD))) {
                names.add(words.get(at));
            }
        }
        return names;
    }

    private static Lexeme last(List<Lexeme> names) {
        return names.get(names.size() - 1);
    }
}
