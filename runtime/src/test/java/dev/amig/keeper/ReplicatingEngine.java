package dev.amig.keeper;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Tests on nodes of the embedded engine whose {@code Replicated…} tables can be written to. With the engine as it is published they are
 * read-only: {@code clickhouse-local} never learns its interserver address, and a table that does not know it ("Parameter
 * 'interserver_http(s)_port' required for replication is not specified") does not begin. Where {@value #VARIABLE} names a
 * {@code libchdb} that gives some address instead, these tests run, against a ZooKeeper in the test's own process; elsewhere they are
 * skipped. One replica for each shard: replicas would not find each other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
        named = ReplicatingEngine.VARIABLE,
        matches = ".+",
        disabledReason = ReplicatingEngine.VARIABLE + " names no engine whose tables replicate")
public @interface ReplicatingEngine {
    String VARIABLE = "AMIG_REPLICATING_ENGINE_LIB";

    final class Library {
        private Library() {}

        public static Path path() {
            return Path.of(System.getenv(VARIABLE));
        }
    }
}
