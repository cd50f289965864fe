package dev.amig.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TransitionTest {
    private static final Path PAGE = Path.of("../docs/statuses.md");

    /** Pair by pair and cause by cause: whatever is not in the table is refused, whoever asks. */
    @Test
    void nothing_but_the_table_is_allowed() {
        for (RunStatus from : RunStatus.values()) {
            for (RunStatus to : RunStatus.values()) {
                Set<Cause> allowed =
                        Transition.between(from, to).map(Transition::causes).orElse(Set.of());
                for (Cause cause : Cause.values()) {
                    if (allowed.contains(cause)) {
                        Transition.check(7, from, to, cause);
                    } else {
                        assertThatThrownBy(() -> Transition.check(7, from, to, cause))
                                .as("%s -> %s by %s", from, to, cause)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageStartingWith("run 7 is " + from.title() + " and cannot be");
                    }
                }
            }
        }
    }

    @Test
    void each_pair_stands_in_the_table_once() {
        assertThat(Transition.TABLE).extracting(it -> it.from() + " " + it.to()).doesNotHaveDuplicates();
    }

    @Test
    void every_status_is_reached_and_every_cause_causes_something() {
        Set<RunStatus> reached = Transition.TABLE.stream()
                .map(Transition::to)
                .collect(Collectors.toCollection(() -> EnumSet.of(RunStatus.NOT_STARTED)));
        assertThat(reached).containsExactly(RunStatus.values());
        assertThat(Transition.TABLE).flatExtracting(Transition::causes).contains(Cause.values());
    }

    /** What follows one of these cannot be undone by going on: only a new run, or a rollback that a person wants. */
    @Test
    void from_the_ends_only_a_completed_run_goes_on_and_only_back() {
        assertThat(RunStatus.ROLLED_BACK.allowedNext()).isEmpty();
        assertThat(RunStatus.FAILED_AT_STARTUP.allowedNext()).isEmpty();
        assertThat(RunStatus.NOT_REQUIRED.allowedNext()).isEmpty();
        assertThat(RunStatus.COMPLETED.allowedNext()).containsExactly(RunStatus.ROLLING_BACK);
    }

    /** The manual's page is made of the table; -Damig.golden=write writes it anew. */
    @Test
    void the_manual_shows_this_table() throws IOException {
        String page = StatusPage.text();
        if ("write".equals(System.getProperty("amig.golden"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(page).isEqualTo(Files.readString(PAGE));
    }
}
