package dev.amig.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunStatusTest {
    @Test
    void only_what_is_rolled_back_completed_or_not_begun_is_not_open() {
        Set<RunStatus> closed = Arrays.stream(RunStatus.values())
                .filter(status -> !status.isOpen())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RunStatus.class)));
        assertThat(closed)
                .containsExactly(
                        RunStatus.NOT_STARTED,
                        RunStatus.ROLLED_BACK,
                        RunStatus.FAILED_AT_STARTUP,
                        RunStatus.COMPLETED,
                        RunStatus.NOT_REQUIRED);
    }

    @Test
    void a_status_with_no_way_on_is_not_open() {
        for (RunStatus status : RunStatus.values()) {
            if (status.allowedNext().isEmpty()) {
                assertThat(status.isOpen()).as(status.title()).isFalse();
            }
        }
    }

    @Test
    void only_completed_and_not_required_satisfy_dependents() {
        Set<RunStatus> satisfying = Arrays.stream(RunStatus.values())
                .filter(RunStatus::satisfiesDependents)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RunStatus.class)));
        assertThat(satisfying).containsExactly(RunStatus.COMPLETED, RunStatus.NOT_REQUIRED);
    }
}
