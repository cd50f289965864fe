package dev.amig.run;

import static org.assertj.core.api.Assertions.fail;

import dev.amig.embedded.postgres.EmbeddedPostgres;
import dev.amig.journal.Journal;
import dev.amig.journal.PostgresJournal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stories of migrations to which everything happens that can, told by the real runner with the real journal, and held
 * against a model of what must be true: {@link StoryRules}. A story that breaks a rule is printed, shortened, with its seed.
 *
 * <p>{@code -Damig.stories=N} tells N of them (those that are told in every build take seconds, thousands take minutes), {@code -Damig.story=SEED} begins with that one.
 */
class RunnerModelIT {
    private static final int STORIES = Integer.getInteger("amig.stories", 200);
    /** As many as share the build's two cores with the journal's database; each story has a cluster of its own. */
    private static final int TELLERS = 3;

    private static final long FIRST = Long.getLong("amig.story", 1);

    @TempDir
    private static Path home;

    private static EmbeddedPostgres postgres;
    private static Journal journal;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.TEMPORARY, line -> {});
        journal = PostgresJournal.open(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    @AfterAll
    static void stop() {
        journal.close();
        postgres.close();
    }

    @Test
    void whatever_happens_a_run_keeps_to_the_rules() throws Exception {
        AtomicLong next = new AtomicLong(FIRST);
        ExecutorService tellers = Executors.newFixedThreadPool(TELLERS);
        try {
            List<Future<?>> told = IntStream.range(0, TELLERS)
                    .<Future<?>>mapToObj(i -> tellers.submit(() -> tellUntilBroken(next)))
                    .toList();
            for (Future<?> one : told) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError broken) {
                throw broken;
            }
            throw e;
        } finally {
            tellers.shutdownNow();
        }
    }

    private static void tellUntilBroken(AtomicLong next) {
        for (long seed = next.getAndIncrement(); seed < FIRST + STORIES; seed = next.getAndIncrement()) {
            Story story = new StoryWriter(seed).story();
            Optional<Throwable> broken = broken(story);
            if (broken.isPresent()) {
                next.set(FIRST + STORIES);
                Story shortest = new StoryShortener(it -> broken(it).isPresent()).shorten(story);
                fail("%s\n%s", broken(shortest).orElse(broken.get()), shortest);
            }
        }
    }

    private static Optional<Throwable> broken(Story story) {
        try {
            new StoryStage(journal, story).play();
            return Optional.empty();
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
