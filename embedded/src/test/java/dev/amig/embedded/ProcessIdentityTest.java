package dev.amig.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private final ProcessIdentity self =
            ProcessIdentity.of(ProcessHandle.current().pid());

    @Test
    void its_text_can_be_read_back() {
        assertThat(ProcessIdentity.parse(self + "\n")).isEqualTo(self);
    }

    @Test
    void a_living_process_is_found() {
        assertThat(self.living()).contains(ProcessHandle.current());
    }

    @Test
    void a_clock_that_was_set_by_a_second_changes_nothing() {
        ProcessIdentity moved = new ProcessIdentity(self.pid(), self.started().plusSeconds(1));
        assertThat(moved.living()).isPresent();
    }

    @Test
    void the_same_number_of_another_time_is_another_process() {
        ProcessIdentity former = new ProcessIdentity(self.pid(), self.started().minusSeconds(60));
        assertThat(former.living()).isEmpty();
    }

    @Test
    void a_process_that_has_ended_is_not_found() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity identity = ProcessIdentity.of(process.pid());
        assertThat(identity.living()).isPresent();
        process.destroyForcibly().waitFor();
        assertThat(identity.living()).isEmpty();
    }

    @Test
    void a_zombie_is_not_found() throws Exception {
        // The inner shell ends at once, and its parent has become a program that waits for nobody.
        Process parent = new ProcessBuilder("sh", "-c", "sh -c 'echo $$' & exec sleep 60").start();
        try (var output = parent.inputReader()) {
            long pid = Long.parseLong(output.readLine());
            Jvm.assertGone(pid, Duration.ofSeconds(5));
            assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive)).contains(true);
            assertThat(ProcessIdentity.of(pid).living()).isEmpty();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void a_text_that_is_no_identity_names_no_process() {
        for (String text : new String[] {"", "12", "x y", "12 yesterday"}) {
            assertThat(ProcessIdentity.parse(text)).isEqualTo(new ProcessIdentity(-1, Instant.EPOCH));
            assertThat(ProcessIdentity.parse(text).living()).isEmpty();
        }
    }
}
