package dev.amig.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A hundred thousand chunks are no more than a runner can bear, from the first and from the middle. */
class ManyChunksIT {
    @Test
    void a_copy_of_a_hundred_thousand_chunks_begins_and_goes_on_in_a_small_heap() throws Exception {
        // With its servers in the same heap, which are more than half of it.
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Damig.templates=" + Path.of("..", "templates"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyChunks.class.getName(),
                        "4",
                        "25000",
                        "300",
                        "600"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        // What arrived, and that all of it is recorded, it has counted itself.
        assertThat(output.lines().filter(it -> it.startsWith("100,000 chunks on 4 nodes: the first began after ")))
                .as(output)
                .hasSize(2);
        assertThat(output).doesNotContain("OutOfMemoryError");
    }
}
