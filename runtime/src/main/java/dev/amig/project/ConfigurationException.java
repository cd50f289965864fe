package dev.amig.project;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import java.util.List;

/** {@code amig.yaml} cannot be used; all that is wrong with it, in the file's order. */
public final class ConfigurationException extends LanguageException {
    public ConfigurationException(List<Problem> problems) {
        super(problems);
    }
}
