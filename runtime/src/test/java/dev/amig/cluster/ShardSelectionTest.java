package dev.amig.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardSelectionTest {
    @Test
    void numbers_and_ranges_are_read() {
        assertThat(ShardSelection.parse("1").numbers()).isEqualTo(Set.of(1));
        assertThat(ShardSelection.parse("2..4").numbers()).isEqualTo(Set.of(2, 3, 4));
        assertThat(ShardSelection.parse("1, 3 .. 4,7").numbers()).isEqualTo(Set.of(1, 3, 4, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "4..2", "1,", "one", "1-3", "-1", "1...3", "999999"})
    void what_names_no_shards_is_refused(String text) {
        assertThatThrownBy(() -> ShardSelection.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' names no shards; write 1, or 2..4, or 1,3..5");
    }

    @Test
    void what_is_written_can_be_read_again() {
        for (Set<Integer> numbers : List.of(Set.of(1), Set.of(1, 2), Set.of(1, 2, 3), Set.of(1, 3, 4, 5, 9))) {
            String text = ShardSelection.text(List.copyOf(numbers));
            assertThat(ShardSelection.parse(text).numbers()).isEqualTo(numbers);
        }
        assertThat(ShardSelection.words(List.of(5, 1, 4, 3))).isEqualTo("shards 1,3..5");
        assertThat(ShardSelection.words(List.of(2))).isEqualTo("shard 2");
    }

    @Test
    void shards_that_a_cluster_does_not_have_are_told() {
        Cluster cluster = Cluster.of("c", List.of(new Node(1, 1, "a", 1), new Node(2, 1, "b", 1)), false, Map.of());
        assertThat(ShardSelection.parse("2").misfit(cluster)).isEmpty();
        assertThat(ShardSelection.ALL.misfit(cluster)).isEmpty();
        assertThat(ShardSelection.parse("2..4").misfit(cluster))
                .contains("cluster c has no shards 3,4; it has shards 1,2");
    }
}
