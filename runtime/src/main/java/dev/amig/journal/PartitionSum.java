package dev.amig.journal;

import java.math.BigInteger;

/**
 * What a partition of a copy's destination came to, on one side.
 *
 * @param partition as {@code partitionId} of the partition key has it; empty when the copy was compared as a whole
 * @param checksum  the sum of a hash of each row's copied columns, modulo 2^64; 0 where only rows were counted
 */
public record PartitionSum(String partition, long rows, BigInteger checksum) {}
