package dev.amig.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunStatusTest {
    /** The whole table, pair by pair: a change of it must be made here too. */
    @Test
    void exactly_these_transitions_exist() {
        String transitions = Arrays.stream(RunStatus.values())
                .map(from -> from + " -> "
                        + from.allowedNext().stream().map(RunStatus::name).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
        assertThat(transitions).isEqualTo("""
                        STARTING -> RUNNING STOPPING FAILED_AT_STARTUP NOT_REQUIRED
                        RUNNING -> PAUSED WAITING_FOR_CONFIRMATION STOPPING ERRORED COMPLETED
                        PAUSED -> RUNNING STOPPING ROLLING_BACK
                        WAITING_FOR_CONFIRMATION -> RUNNING STOPPING ROLLING_BACK
                        STOPPING -> PAUSED ROLLING_BACK FAILED_AT_STARTUP
                        ERRORED -> RUNNING ROLLING_BACK
                        ROLLING_BACK -> ROLLED_BACK ROLLBACK_FAILED
                        ROLLED_BACK ->\s
                        ROLLBACK_FAILED -> ROLLING_BACK
                        FAILED_AT_STARTUP ->\s
                        COMPLETED -> ROLLING_BACK
                        NOT_REQUIRED ->\s""");
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
