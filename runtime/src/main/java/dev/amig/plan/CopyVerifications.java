package dev.amig.plan;

import java.util.List;
import java.util.Optional;

/** Which {@code VERIFY COPY} belongs to which {@code COPY}, in one list of actions. */
public record CopyVerifications(List<PlannedAction> actions) {
    public CopyVerifications {
        actions = List.copyOf(actions);
    }

    /** Empty when the copy is not among these actions. */
    public Optional<PlannedAction.Copy> copyOf(PlannedAction.VerifyCopy verify) {
        return actions.stream()
                .filter(PlannedAction.Copy.class::isInstance)
                .map(PlannedAction.Copy.class::cast)
                .filter(it -> it.heading().name().equals(verify.copy()))
                .findFirst();
    }

    /** Whether an action compares with what it has copied. */
    public boolean isVerified(PlannedAction.Copy copy) {
        return actions.stream()
                .anyMatch(it -> it instanceof PlannedAction.VerifyCopy verify
                        && verify.copy().equals(copy.heading().name()));
    }

    /** Whether no action behind it compares the same copy. */
    public boolean isLast(PlannedAction.VerifyCopy verify) {
        return actions.stream()
                .dropWhile(it -> it != verify)
                .skip(1)
                .noneMatch(it -> it instanceof PlannedAction.VerifyCopy later
                        && later.copy().equals(verify.copy()));
    }
}
