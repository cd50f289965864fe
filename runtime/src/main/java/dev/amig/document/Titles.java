package dev.amig.document;

import dev.amig.plan.PlannedAction;

/** An action's heading: its kind and name, not its number, so that links to it survive when others are put before it. */
final class Titles implements PlannedAction.Visitor<String> {
    private Titles() {}

    static String of(PlannedAction action) {
        return action.accept(new Titles());
    }

    static String ofUndoing(PlannedAction action) {
        return "Undo " + action.heading().name();
    }

    private static String named(String kind, PlannedAction action) {
        return kind + " " + action.heading().name();
    }

    @Override
    public String step(PlannedAction.Step step) {
        return named("STEP", step);
    }

    @Override
    public String copy(PlannedAction.Copy copy) {
        return named("COPY", copy);
    }

    @Override
    public String verify(PlannedAction.Verify verify) {
        return named("VERIFY", verify);
    }

    @Override
    public String verifyCopy(PlannedAction.VerifyCopy verifyCopy) {
        return "VERIFY COPY " + verifyCopy.copy();
    }

    @Override
    public String waiting(PlannedAction.Wait wait) {
        return named("WAIT", wait);
    }

    /** A confirmation has no name of its own: {@code confirm_1}. */
    @Override
    public String confirm(PlannedAction.Confirm confirm) {
        return confirm.heading().name().replaceFirst("^confirm_", "CONFIRM ");
    }

    @Override
    public String swap(PlannedAction.Swap swap) {
        return named("SWAP", swap);
    }
}
