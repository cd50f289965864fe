package dev.amig.language.template;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import java.util.List;

/** A template that cannot be compiled or rendered; the place is in the {@code .amig} or the {@code .ftl} file. */
public final class TemplateException extends LanguageException {
    TemplateException(Problem problem, Throwable cause) {
        super(List.of(problem), cause);
    }

    TemplateException(List<Problem> problems) {
        super(problems);
    }
}
