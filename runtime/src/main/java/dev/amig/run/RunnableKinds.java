package dev.amig.run;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.plan.CopyVerifications;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import java.util.List;

/** What can be written and rendered, but means nothing when it is run: a migration with any of it is refused before anything begins. */
final class RunnableKinds {
    private static final String TOO_LATE =
            "FINALIZE comes too late to verify this copy: the snapshot that it is compared with is gone by then; verify it before FINALIZE";

    private RunnableKinds() {}

    /** @throws LanguageException at every place that cannot be run */
    static void check(Source source, Plan plan) {
        CopyVerifications verifications = new CopyVerifications(plan.finalActions());
        List<Problem> problems = plan.finalActions().stream()
                .filter(PlannedAction.VerifyCopy.class::isInstance)
                .map(PlannedAction.VerifyCopy.class::cast)
                .filter(it -> verifications.copyOf(it).isEmpty())
                .map(it -> source.problem(it.heading().location(), TOO_LATE))
                .toList();
        if (!problems.isEmpty()) {
            throw new LanguageException(problems);
        }
    }
}
