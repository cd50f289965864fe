package dev.amig.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.copy.ChunkPlanner.Part;
import dev.amig.journal.Chunk;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChunkPlannerTest {
    private static Part part(String partition, int number) {
        return new Part(partition, partition + "_" + number + "_" + number + "_0", 10, 100, false);
    }

    private static List<Part> parts(String partition, int count) {
        return IntStream.range(0, count).mapToObj(it -> part(partition, it)).toList();
    }

    @Test
    void partitions_that_are_linked_share_a_chunk_and_none_is_divided() {
        List<Part> parts = IntStream.range(0, 4)
                .mapToObj(it -> parts("20240" + it, 200))
                .flatMap(List::stream)
                .toList();
        List<Chunk> chunks = ChunkPlanner.linked(parts);
        assertThat(chunks.stream().map(it -> it.parts().size())).containsExactly(400, 400);
        assertThat(chunks.stream().flatMap(it -> it.parts().stream()))
                .containsExactlyElementsOf(parts.stream().map(Part::name).toList());
        assertThat(chunks.stream().map(Chunk::number)).containsExactly(0, 1);
        assertThat(chunks.stream().map(Chunk::named)).containsExactly("chunk 0", "chunk 1");
    }

    @Test
    void a_partition_that_is_linked_alone_is_named() {
        assertThat(ChunkPlanner.linked(parts("202401", 501)))
                .containsExactly(new Chunk(0, "202401", List.of(), Optional.empty(), 5_010, 50_100));
        assertThat(ChunkPlanner.linked(List.of())).isEmpty();
    }

    @Test
    void a_large_part_is_cut_so_that_two_workers_end_together() {
        List<Part> parts = IntStream.range(0, 3)
                .mapToObj(it -> new Part("20240" + it, "p_" + it, 2_000_000, 2_000_000, false))
                .toList();
        List<Chunk> chunks = ChunkPlanner.cut(parts, Optional.empty(), 2);
        // Ranges begin where the index has a mark, every 8,192 rows.
        assertThat(chunks.stream().map(Chunk::rows))
                .containsExactly(1_007_616L, 992_384L, 1_007_616L, 992_384L, 1_007_616L, 992_384L);
        assertThat(chunks.get(1).range()).contains(new Chunk.RowRange(1_007_616, 2_000_000));
    }

    @Test
    void partitions_that_keep_all_workers_busy_to_the_end_are_not_cut() {
        List<Part> parts = Stream.of(2_583_423, 2_330_708, 2_583_694, 2_502_175)
                .map(rows -> new Part("of_" + rows, "p_" + rows, rows, rows, false))
                .toList();
        assertThat(ChunkPlanner.cut(parts, Optional.empty(), 2).stream().map(Chunk::rows))
                .containsExactly(2_583_423L, 2_330_708L, 2_583_694L, 2_502_175L);
        // Three workers would leave two of them idle half of the time.
        assertThat(ChunkPlanner.cut(parts, Optional.empty(), 3).stream().map(Chunk::rows))
                .containsExactly(
                        1_294_336L, 1_289_087L, 1_171_456L, 1_159_252L, 1_294_336L, 1_289_358L, 1_253_376L, 1_248_799L);
    }

    @Test
    void what_a_worker_copies_at_once_stays_small_enough_to_be_copied_again() {
        List<Part> parts = List.of(new Part("all", "p", 1_000_000_000, 1, false));
        assertThat(ChunkPlanner.cut(parts, Optional.empty(), 4).stream().map(Chunk::rows))
                .hasSize(50)
                .containsOnly(20_000_000L);
    }
}
