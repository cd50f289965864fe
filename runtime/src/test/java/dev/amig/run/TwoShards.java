package dev.amig.run;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster of two shards and a real journal, for all tests of a class. */
abstract class TwoShards {
    static final List<String> NODES = List.of("s1r1", "s2r1");

    @TempDir
    private static Path home;

    static Bench bench;

    @BeforeAll
    static void startBench() {
        bench = Bench.start(home.resolve("journal"), builder -> builder.shards(2));
    }

    @AfterAll
    static void closeBench() {
        bench.close();
    }

    static void onBoth(String... statements) throws Exception {
        for (String sql : statements) {
            for (String node : NODES) {
                bench.rows(node, sql);
            }
        }
    }
}
