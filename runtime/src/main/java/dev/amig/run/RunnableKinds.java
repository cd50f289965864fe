package dev.amig.run;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Location;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import java.util.ArrayList;
import java.util.List;

/** What this version renders but does not run yet: a migration with any of it is refused before anything begins. */
final class RunnableKinds implements PlannedAction.Visitor<Void> {
    private final Source source;
    private final List<Problem> problems = new ArrayList<>();

    private RunnableKinds(Source source) {
        this.source = source;
    }

    /** @throws LanguageException at every place that cannot be run */
    static void check(Source source, Plan plan) {
        RunnableKinds kinds = new RunnableKinds(source);
        plan.actions().forEach(it -> it.accept(kinds));
        plan.finalActions().forEach(it -> it.accept(kinds));
        if (!kinds.problems.isEmpty()) {
            throw new LanguageException(kinds.problems);
        }
    }

    private Void refuse(Location location, String what) {
        problems.add(source.problem(location, what + " can be rendered, but not yet run by this version of amig"));
        return null;
    }

    private Void refuse(PlannedAction action, String what) {
        return refuse(action.heading().location(), what);
    }

    @Override
    public Void step(PlannedAction.Step step) {
        return null;
    }

    @Override
    public Void copy(PlannedAction.Copy copy) {
        return refuse(copy, "COPY");
    }

    @Override
    public Void verify(PlannedAction.Verify verify) {
        return null;
    }

    @Override
    public Void verifyCopy(PlannedAction.VerifyCopy verifyCopy) {
        return refuse(verifyCopy, "VERIFY COPY");
    }

    @Override
    public Void waiting(PlannedAction.Wait wait) {
        return null;
    }

    @Override
    public Void confirm(PlannedAction.Confirm confirm) {
        return null;
    }

    @Override
    public Void swap(PlannedAction.Swap swap) {
        return null;
    }
}
