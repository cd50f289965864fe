package dev.amig.cli.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {
    private static final int INPUTS = Integer.getInteger("amig.test.inputs", 300);

    @TempDir
    private Path folder;

    @Test
    void equal_texts_have_no_difference() {
        assertThat(UnifiedDiff.of("a", "1\n2\n", "1\n2\n")).isEmpty();
    }

    @Test
    void a_change_has_three_lines_around_it() {
        assertThat(UnifiedDiff.of("a.amig", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
                .isEqualTo("""
                        --- a.amig
                        +++ a.amig
                        @@ -2,7 +2,7 @@
                         2
                         3
                         4
                        -5
                        +five
                         6
                         7
                         8
                        """);
    }

    @Test
    void a_missing_line_feed_at_the_end_is_told() {
        assertThat(UnifiedDiff.of("a", "1", "1\n")).isEqualTo("""
                --- a
                +++ a
                @@ -1 +1 @@
                -1
                \\ No newline at end of file
                +1
                """);
    }

    @Test
    void a_text_that_was_empty_begins_at_line_zero() {
        assertThat(UnifiedDiff.of("a", "", "1\n2\n")).isEqualTo("--- a\n+++ a\n@@ -0,0 +1,2 @@\n+1\n+2\n");
    }

    /** Without thousands of lines to compare each with each. */
    @Test
    void texts_that_have_nothing_in_common_are_replaced_as_a_whole() {
        String before = "a\n".repeat(5_000);
        String after = "b\n".repeat(5_000);
        assertThat(UnifiedDiff.of("x", before, after))
                .isEqualTo("--- x\n+++ x\n@@ -1,5000 +1,5000 @@\n" + "-a\n".repeat(5_000) + "+b\n".repeat(5_000));
    }

    /** Git is where this is tested: the repository's own history needs it. */
    @Test
    void git_applies_every_difference() throws IOException, InterruptedException {
        for (long seed = 0; seed < Math.min(INPUTS, 60); seed++) {
            var random = new Random(seed);
            String before = text(random);
            String after = text(random);
            if (!before.equals(after)) {
                assertThat(patched(before, UnifiedDiff.of("text", before, after)))
                        .as("seed %d", seed)
                        .isEqualTo(after);
            }
        }
    }

    private String patched(String before, String diff) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("text"), before);
        Path patch = Files.writeString(folder.resolve("patch"), diff);
        Process git = new ProcessBuilder("git", "apply", "-p0", "--whitespace=nowarn", patch.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as("%s\n%s", printed, diff).isZero();
        return Files.readString(folder.resolve("text"));
    }

    private static String text(Random random) {
        String lines = IntStream.range(0, 1 + random.nextInt(40))
                .mapToObj(it -> random.nextInt(6) == 0 ? "x" + random.nextInt(3) : "line " + it)
                .collect(Collectors.joining("\n"));
        return lines + (random.nextInt(4) == 0 ? "" : "\n");
    }
}
