package dev.amig.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.amig.language.analysis.Analyzer;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.parser.SyntaxException;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Source;
import dev.amig.language.template.TemplateLibrary;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Whatever stands in a file: a tree, or an error with a place in it; soon, and without much memory. */
class MutationTest {
    /** CONTRIBUTING.md tells how to try a million. */
    private static final int INPUTS = Integer.getInteger("amig.test.inputs", 10_000);

    /** A hundred times what the slowest input needs on a quiet machine. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** For one input; the longest have some 50,000 characters. */
    private static final long MOST_BYTES = 256L << 20;

    /** What all inputs together may leave behind: ANTLR's caches, which grow with every new kind of mistake, then no more. */
    private static final long MOST_BYTES_KEPT = 32L << 20;

    private static final TemplateLibrary TEMPLATES = TemplateLibrary.empty();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Mutations mutations = Mutations.ofEveryFile();
    private volatile long seed;
    private volatile long begun = System.nanoTime();
    private volatile Throwable failure;
    private long slowest;
    private long mostBytes;
    private long accepted;

    @Test
    void no_text_gives_another_exception_than_a_syntax_error_none_takes_long_and_none_much_memory() throws Exception {
        long heap = usedHeap();
        long start = System.nanoTime();
        var reader = new Thread(this::readAll, "reader of mutations");
        reader.setDaemon(true);
        reader.start();
        while (reader.isAlive()) {
            reader.join(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as(() -> place() + "\n" + String.join("\n", Arrays.toString(reader.getStackTrace())))
                    .isLessThan(LONGEST);
        }
        if (failure != null) {
            throw new AssertionError(place(), failure);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long kept = usedHeap() - heap;
        System.out.printf(
                "%,d inputs in %.0f s: %.0f/s, %,d accepted; slowest %d ms; most for one %d MB; kept %d MB%n",
                INPUTS, seconds, INPUTS / seconds, accepted, slowest / 1_000_000, mostBytes >> 20, kept >> 20);
        assertThat(kept).isLessThan(MOST_BYTES_KEPT);
        assertThat(accepted).isBetween(INPUTS / 20L, INPUTS * 19L / 20);
    }

    private void readAll() {
        try {
            while (seed < INPUTS) {
                begun = System.nanoTime();
                String text = mutations.text(seed);
                long before = THREADS.getCurrentThreadAllocatedBytes();
                read(text);
                long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
                assertThat(bytes).isLessThan(MOST_BYTES);
                mostBytes = Math.max(mostBytes, bytes);
                slowest = Math.max(slowest, System.nanoTime() - begun);
                seed = seed + 1;
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private String place() {
        return "seed " + seed + ":\n" + mutations.text(seed);
    }

    private void read(String text) {
        var source = new Source("m.amig", text);
        try {
            var migration = MigrationParser.parse(source);
            accepted++;
            Analyzer.analyze(source, migration, TEMPLATES);
        } catch (SyntaxException e) {
            assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(MigrationParser.MOST_PROBLEMS);
            assertHasPlaces(source, e);
        } catch (LanguageException e) {
            assertHasPlaces(source, e);
        }
    }

    private static void assertHasPlaces(Source source, LanguageException e) {
        for (var problem : e.problems()) {
            assertThat(source.offset(problem.location()))
                    .isBetween(0, source.text().length());
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
