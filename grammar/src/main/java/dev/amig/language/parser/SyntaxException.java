package dev.amig.language.parser;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import java.util.List;

/** The text is not in the language: up to {@link MigrationParser#MOST_PROBLEMS} problems, in the order of the text. */
public final class SyntaxException extends LanguageException {
    SyntaxException(List<Problem> problems) {
        super(problems);
    }
}
