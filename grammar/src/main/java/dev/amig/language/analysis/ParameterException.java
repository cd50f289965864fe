package dev.amig.language.analysis;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import java.util.List;

/** A value given from outside does not fit the parameters of the migration; the place is that of the parameter, or the file's start. */
public final class ParameterException extends LanguageException {
    ParameterException(List<Problem> problems) {
        super(problems);
    }
}
