package dev.amig.language.analysis;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import java.util.List;

/** The file, or a set of files, is in the language and still wrong; all problems that were found. */
public final class AnalysisException extends LanguageException {
    AnalysisException(List<Problem> problems) {
        super(problems);
    }
}
