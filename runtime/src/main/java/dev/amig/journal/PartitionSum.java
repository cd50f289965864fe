package dev.amig.journal;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a partition of a copy's destination came to, on one side.
 *
 * @param partition as {@code partitionId} of the partition key has it; empty when the copy was compared as a whole
 * @param checksum  the sum of a hash of each row's copied columns, modulo 2^64; 0 where only rows were counted
 */
public record PartitionSum(String partition, long rows, BigInteger checksum) {
    /** Of a partition that one side does not have. */
    public static PartitionSum nothing(String partition) {
        return new PartitionSum(partition, 0, BigInteger.ZERO);
    }

    /** A partition on two sides. */
    public record Pair(PartitionSum first, PartitionSum second) {}

    /** Each partition of either side, in order. */
    public static List<Pair> pairs(List<PartitionSum> first, List<PartitionSum> second) {
        Map<String, PartitionSum> ones = byPartition(first);
        Map<String, PartitionSum> others = byPartition(second);
        SortedSet<String> partitions = new TreeSet<>(ones.keySet());
        partitions.addAll(others.keySet());
        return partitions.stream()
                .map(it -> new Pair(ones.getOrDefault(it, nothing(it)), others.getOrDefault(it, nothing(it))))
                .toList();
    }

    private static Map<String, PartitionSum> byPartition(List<PartitionSum> sums) {
        return sums.stream().collect(Collectors.toMap(PartitionSum::partition, Function.identity()));
    }
}
