package dev.amig.run;

import dev.amig.cluster.ShardSelection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How to go about a run.
 *
 * @param confirm              answers a {@code CONFIRM}: true goes on
 * @param waitForConfirmation  whether a {@code CONFIRM} that {@code confirm} does not answer is waited for, with the lease kept
 * @param rollbackOnStop       whether a stopped run is rolled back, as the seed documents say, or stays where it is
 * @param applicationVersion   of the application that the cluster serves
 * @param concurrentMigrations how many migrations may be under way on the cluster, this one included; from 1
 * @param shards               that the run is driven on now; the others come later
 * @param acceptsPlan          whether a plan that differs from the one the run began with may take its place
 */
public record RunOptions(
        Predicate<String> confirm,
        boolean waitForConfirmation,
        boolean rollbackOnStop,
        Optional<String> applicationVersion,
        int concurrentMigrations,
        ShardSelection shards,
        boolean acceptsPlan) {
    public static final int DEFAULT_CONCURRENT_MIGRATIONS = 1;

    /** A run that ends where a {@code CONFIRM} is not answered. */
    public RunOptions(Predicate<String> confirm, boolean rollbackOnStop, Optional<String> applicationVersion) {
        this(
                confirm,
                false,
                rollbackOnStop,
                applicationVersion,
                DEFAULT_CONCURRENT_MIGRATIONS,
                ShardSelection.ALL,
                false);
    }

    public RunOptions withConcurrentMigrations(int atMost) {
        return new RunOptions(
                confirm, waitForConfirmation, rollbackOnStop, applicationVersion, atMost, shards, acceptsPlan);
    }

    public RunOptions waitingForConfirmation(boolean waits) {
        return new RunOptions(
                confirm, waits, rollbackOnStop, applicationVersion, concurrentMigrations, shards, acceptsPlan);
    }

    public RunOptions withShards(ShardSelection selected) {
        return new RunOptions(
                confirm,
                waitForConfirmation,
                rollbackOnStop,
                applicationVersion,
                concurrentMigrations,
                selected,
                acceptsPlan);
    }

    public RunOptions acceptingPlan(boolean accepts) {
        return new RunOptions(
                confirm,
                waitForConfirmation,
                rollbackOnStop,
                applicationVersion,
                concurrentMigrations,
                shards,
                accepts);
    }
}
