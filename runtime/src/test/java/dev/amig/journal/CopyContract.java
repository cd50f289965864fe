package dev.amig.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.journal.CopyRecord.CopiedColumn;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.CopyRecord.Method;
import dev.amig.journal.PartitionMove.MovedPart;
import dev.amig.language.sql.QualifiedName;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chunks go forward one state at a time, owned tables are known until they are gone, and sums are what was last found. */
abstract class CopyContract extends JournalFixture {
    private static final CopyDefinition DEFINITION = new CopyDefinition(
            "d.`a b`",
            "d.c",
            "d.snapshot",
            Method.INSERT,
            List.of(new CopiedColumn("n", "UInt64", "n + 1")),
            Optional.of("n > 'ü'"),
            true);
    private static final List<Chunk> CHUNKS = List.of(
            new Chunk(0, "202401", List.of(), Optional.empty(), 100, 1_000),
            new Chunk(1, "202402", List.of("p"), Optional.of(new Chunk.RowRange(5, 9)), 4, 40));

    private Lease lease;
    private CopyKey key;
    private CopyJournal copies;

    @BeforeEach
    void beginCopy() {
        lease = journal.acquire(cluster, ELSEWHERE);
        key = new CopyKey(begin(lease, "0001_a").id(), 2, "s1r1");
        copies = journal.copies();
        copies.begin(lease, key, DEFINITION, CHUNKS);
    }

    private OwnedTable owned(OwnedTable.Purpose purpose) {
        return new OwnedTable(UUID.randomUUID(), key, QualifiedName.parse("d.owned"), purpose);
    }

    private static PartitionSum sum(String partition, long rows, String checksum) {
        return new PartitionSum(partition, rows, new BigInteger(checksum));
    }

    @Test
    void a_copy_is_begun_once_and_reads_back_as_it_was_written() {
        CopyRecord copy = copies.copy(key).orElseThrow();
        assertThat(copy.definition()).isEqualTo(DEFINITION);
        assertThat(List.of(copy.chunks(), (int) copy.rows(), (int) copy.bytes()))
                .containsExactly(2, 104, 1_040);
        assertThat(copy.finishedAt()).isEmpty();
        assertThat(copies.copies(key.run())).containsExactly(copy);
        assertThat(copies.openChunks(key)).extracting(ChunkRecord::chunk).containsExactlyElementsOf(CHUNKS);
        copies.finish(lease, key);
        assertThat(copies.copy(key).orElseThrow().finishedAt()).isPresent();
    }

    @Test
    void a_chunk_goes_through_its_states_and_its_staging_table_is_owned_until_it_is_gone() {
        OwnedTable staging = owned(OwnedTable.Purpose.STAGING);
        copies.startChunk(lease, key, 0, 1, staging);
        assertThat(copies.owned(key.run())).containsExactly(staging);
        assertThat(copies.openChunks(key).get(0))
                .isEqualTo(new ChunkRecord(
                        CHUNKS.get(0), ChunkRecord.State.STARTED, 1, Optional.of(staging.id()), List.of()));

        PartitionMove move =
                new PartitionMove(0, "all", 99, 7, List.of(new PartitionMove.MovedPart("all_1_1_0", "abc")));
        copies.moveChunk(lease, key, 0, 1, 99, List.of(move));
        assertThat(copies.openChunks(key).get(0).moves()).containsExactly(move);
        copies.finishChunk(lease, key, 0);
        assertThat(copies.openChunks(key)).extracting(it -> it.chunk().number()).containsExactly(1);
        assertThat(copies.totals(key)).isEqualTo(new CopyTotals(2, 1, 104, 100, 1_040, 1_000, 99));
        assertThat(copies.owned(key.run())).containsExactly(staging);
        copies.disown(lease, staging);
        assertThat(copies.owned(key.run())).isEmpty();
    }

    @Test
    void what_a_person_says_of_a_move_is_kept_and_one_that_has_arrived_is_none_any_more() {
        PartitionMove first = new PartitionMove(0, "1", 9, 7, List.of(new PartitionMove.MovedPart("1_1_1_0", "abc")));
        PartitionMove second = new PartitionMove(1, "2", 8, 7, List.of());
        copies.startChunk(lease, key, 0, 1, owned(OwnedTable.Purpose.STAGING));
        copies.moveChunk(lease, key, 0, 1, 17, List.of(first, second));
        copies.answerMove(lease, key, 0, 1, false);
        assertThat(copies.openChunks(key).get(0).moves())
                .containsExactly(first, new PartitionMove(1, "2", 8, 7, List.of(), true));
        copies.answerMove(lease, key, 0, 0, true);
        copies.answerMove(lease, key, 0, 1, true);
        assertThat(copies.openChunks(key).get(0).moves()).isEmpty();
        copies.finishChunk(lease, key, 0);
        assertThat(copies.totals(key).copiedRows()).isEqualTo(17);
    }

    @Test
    void what_a_person_wants_of_the_parallelism_holds_for_every_runner_until_it_is_forgotten() {
        assertThat(copies.wantedParallelism(key.run(), 2)).isEmpty();
        Request set = journal.post(key.run(), Request.Kind.SET, "parallel=4", "tim", "it is night");
        WantedParallelism four = new WantedParallelism(set, OptionalInt.of(4), false);
        copies.wantParallelism(lease, 2, four);
        assertThat(copies.wantedParallelism(key.run(), 2)).contains(four);
        assertThat(copies.wantedParallelism(key.run(), 3)).isEmpty();

        Request pause = journal.post(key.run(), Request.Kind.SET, "parallel=0", "ann", "");
        WantedParallelism paused = new WantedParallelism(pause, OptionalInt.empty(), true);
        copies.wantParallelism(lease, 2, paused);
        journal.release(lease);
        Lease later = journal.acquire(cluster, LeaseOwner.thisProcess());
        try (Journal another = source().open()) {
            assertThat(another.copies().wantedParallelism(key.run(), 2)).contains(paused);
        }
        assertThatThrownBy(() -> copies.wantParallelism(lease, 2, four)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> copies.forgetParallelism(lease, key.run(), 2)).isInstanceOf(LeaseLostException.class);
        copies.forgetParallelism(later, key.run(), 2);
        assertThat(copies.wantedParallelism(key.run(), 2)).isEmpty();
    }

    @Test
    void a_repair_is_a_chunk_of_its_own_that_counts_for_nothing_in_the_copy() {
        PartitionRepair repair =
                new PartitionRepair(2, List.of("202401", "202402"), 900, sum("7", 90, "18446744073709551615"));
        assertThat(copies.nextChunk(key)).isEqualTo(2);
        CopyTotals before = copies.totals(key);
        copies.planRepairs(lease, key, List.of(repair));
        assertThat(copies.nextChunk(key)).isEqualTo(3);
        assertThat(copies.totals(key)).isEqualTo(before);
        assertThat(copies.openChunks(key)).extracting(ChunkRecord::chunk).containsExactlyElementsOf(CHUNKS);
        RepairRecord open = copies.openRepairs(key).get(0);
        assertThat(open.repair()).isEqualTo(repair);
        assertThat(open.chunk().state()).isEqualTo(ChunkRecord.State.PLANNED);
        assertThat(open.roomUpTo()).isEmpty();
        assertThat(open.replaced()).isEmpty();

        OwnedTable aside = owned(OwnedTable.Purpose.ASIDE);
        copies.own(lease, aside);
        assertThat(copies.owned(key.run())).containsExactly(aside);
        List<MovedPart> replaced = List.of(new MovedPart("7_1_9_2", "abc"));
        copies.makeRoom(lease, key, 2, 9, replaced, Optional.of(aside));
        assertThat(copies.owned(key.run())).as("it is a person's now").isEmpty();
        assertThat(copies.asidesOwned(key)).isEqualTo(1);
        open = copies.openRepairs(key).get(0);
        assertThat(open.roomUpTo()).hasValue(9);
        assertThat(open.replaced()).isEqualTo(replaced);

        copies.startChunk(lease, key, 2, 1, owned(OwnedTable.Purpose.STAGING));
        copies.moveChunk(lease, key, 2, 1, 90, List.of());
        copies.finishChunk(lease, key, 2);
        assertThat(copies.openRepairs(key)).isEmpty();
        assertThat(copies.totals(key)).isEqualTo(before);
        assertThatThrownBy(() -> copies.makeRoom(lease, key, 0, 9, replaced, Optional.empty()))
                .hasMessage("chunk 0 of " + key + " is no repair");
        copies.forget(lease, key);
        assertThat(copies.nextChunk(key)).isZero();
    }

    @Test
    void snapshots_are_counted_also_when_they_are_gone() {
        OwnedTable first = owned(OwnedTable.Purpose.SNAPSHOT);
        copies.own(lease, first);
        copies.disown(lease, first);
        copies.own(lease, owned(OwnedTable.Purpose.SNAPSHOT));
        copies.own(lease, owned(OwnedTable.Purpose.STAGING));
        assertThat(copies.snapshotsOwned(key)).isEqualTo(2);
    }

    @Test
    void the_last_comparison_counts_and_one_that_finds_a_difference_takes_the_proof_back() {
        assertThat(copies.sums(key)).isEmpty();
        assertThat(copies.copy(key).orElseThrow().verifiedAt()).isEmpty();
        Optional<UUID> destination = Optional.of(UUID.randomUUID());
        List<PartitionSum> same = List.of(sum("1", 2, "18446744073709551615"));
        copies.recordSums(lease, key, same, same, true, destination, true);
        CopySums found = copies.sums(key).orElseThrow();
        assertThat(found).isEqualTo(new CopySums(same, same, true, destination, found.at()));
        assertThat(copies.copy(key).orElseThrow().verifiedAt()).isPresent();

        copies.recordSums(lease, key, same, List.of(sum("7", 1, "0")), false, Optional.empty(), false);
        found = copies.sums(key).orElseThrow();
        assertThat(found.source()).containsExactly(sum("1", 2, "18446744073709551615"), sum("7", 0, "0"));
        assertThat(found.destination()).containsExactly(sum("1", 0, "0"), sum("7", 1, "0"));
        assertThat(found.withChecksum()).isFalse();
        assertThat(found.destinationId()).isEmpty();
        assertThat(copies.copy(key).orElseThrow().verifiedAt()).isEmpty();
    }

    @Test
    void a_copy_that_was_forgotten_begins_anew() {
        copies.forget(lease, key);
        assertThat(copies.copy(key)).isEmpty();
        copies.begin(lease, key, DEFINITION, CHUNKS.subList(0, 1));
        assertThat(copies.openChunks(key)).hasSize(1);
    }

    @Test
    void whoever_lost_the_lease_writes_nothing_about_copies() {
        OwnedTable table = owned(OwnedTable.Purpose.STAGING);
        CopyKey other = new CopyKey(key.run(), 3, "s1r1");
        source().age(cluster, Duration.ofSeconds(31));
        journal.acquire(cluster, LeaseOwner.thisProcess());
        List<Runnable> writes = List.of(
                () -> copies.own(lease, table),
                () -> copies.disown(lease, table),
                () -> copies.begin(lease, other, DEFINITION, CHUNKS),
                () -> copies.startChunk(lease, key, 0, 1, table),
                () -> copies.moveChunk(lease, key, 0, 1, 1, List.of()),
                () -> copies.finishChunk(lease, key, 0),
                () -> copies.finish(lease, key),
                () -> copies.recordSums(lease, key, List.of(), List.of(), true, Optional.empty(), true),
                () -> copies.answerMove(lease, key, 0, 0, true),
                () -> copies.planRepairs(lease, key, List.of(new PartitionRepair(2, List.of(), 0, sum("7", 0, "0")))),
                () -> copies.makeRoom(lease, key, 2, 0, List.of(), Optional.empty()),
                () -> copies.forget(lease, key));
        for (Runnable write : writes) {
            assertThatThrownBy(write::run).isInstanceOf(LeaseLostException.class);
        }
        assertThat(copies.owned(key.run())).isEmpty();
        assertThat(copies.copies(key.run())).extracting(CopyRecord::key).containsExactly(key);
        assertThat(copies.openChunks(key)).extracting(ChunkRecord::state).containsOnly(ChunkRecord.State.PLANNED);
    }
}
