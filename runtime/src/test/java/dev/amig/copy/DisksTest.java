package dev.amig.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.copy.Questions.Answers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisksTest {
    private static final String WITHOUT_END = "18446744073709551615";

    private static final Answers ANSWERS = new Answers(Map.of(
            "disk",
            List.of(
                    List.of("default", "1000", "0"),
                    List.of("hot", "300", "100"),
                    List.of("cold", "50", "80"),
                    List.of("s3", WITHOUT_END, "0")),
            "policy",
            List.of(
                    List.of("default", "default"),
                    List.of("tiered", "hot"),
                    List.of("tiered", "cold"),
                    List.of("remote", "s3"),
                    List.of("mixed", "s3", "default"))));

    @Test
    void counts_the_disks_of_every_volume_of_a_policy() {
        Disks tiered = Disks.of(ANSWERS, "tiered");
        assertThat(List.of(tiered.least(), tiered.most(), tiered.all())).containsExactly(50L, 300L, 200L);
        Disks only = Disks.of(ANSWERS, "default");
        assertThat(List.of(only.least(), only.most(), only.all())).containsExactly(1000L, 1000L, 1000L);
    }

    @Test
    void an_object_storage_is_never_full() {
        Disks remote = Disks.of(ANSWERS, "remote");
        assertThat(List.of(remote.least(), remote.most(), remote.all()))
                .containsExactly(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        Disks mixed = Disks.of(ANSWERS, "mixed");
        assertThat(List.of(mixed.least(), mixed.most(), mixed.all()))
                .containsExactly(1000L, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Test
    void a_policy_that_nobody_tells_of_has_no_room() {
        Disks none = Disks.of(ANSWERS, "other");
        assertThat(List.of(none.least(), none.most(), none.all())).containsExactly(0L, 0L, 0L);
    }
}
