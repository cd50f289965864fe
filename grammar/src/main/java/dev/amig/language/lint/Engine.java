package dev.amig.language.lint;

import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.Problem;
import java.util.List;

/** A real ClickHouse parser. */
public interface Engine {
    /** What it does not take, each with its place in the {@code .amig} file. */
    List<Problem> refused(List<ValidMigration> migrations);
}
