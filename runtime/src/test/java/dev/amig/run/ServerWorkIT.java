package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.progress.NodeProgress;
import dev.amig.transport.ForwardingTransport;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes on behind a statement that waits is looked at on every node. */
@Timeout(60)
class ServerWorkIT extends TwoShards {
    private final CountDownLatch silence = new CountDownLatch(1);

    @AfterEach
    void endSilence() {
        silence.countDown();
    }

    @Test
    void a_node_that_does_not_answer_keeps_nobody_from_asking_the_others() throws Exception {
        onBoth(
                "CREATE TABLE held (n UInt64) ENGINE = MergeTree ORDER BY tuple()",
                "INSERT INTO held VALUES (1)",
                "SYSTEM STOP MERGES held");
        AtomicInteger asked = new AtomicInteger();
        bench.connectThrough(real -> new FirstSilent(real, asked));
        CompletableFuture<RunResult> run = bench.start(
                Bench.migration(
                        "m_held",
                        "STEP it ON EACH SHARD { ALTER TABLE held UPDATE n = 2 WHERE 1 } ROLLBACK NONE BECAUSE 'of this test';"),
                new StopSignal(),
                Bench.options(question -> false));
        SteeringFixture.await(() -> phrases().stream()
                .filter(it -> it.matches("ALTER TABLE held UPDATE .*: mutation mutation_\\d+\\.txt has 1 part to do"))
                .findFirst());
        SteeringFixture.await(() -> asked.get() > 3 ? Optional.of(asked) : Optional.empty());
        assertThat(run).isNotDone();

        onBoth("SYSTEM START MERGES held");
        RunResult result = run.get(30, TimeUnit.SECONDS);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(RunResult.Ending.COMPLETED);
    }

    private static List<String> phrases() {
        return bench.board() == null
                ? List.of()
                : bench.board().snapshot().nodes().stream()
                        .map(NodeProgress::phrase)
                        .toList();
    }

    /** Whoever is asked first for its mutations says nothing; the others answer. */
    private final class FirstSilent extends ForwardingTransport {
        private final AtomicInteger asked;

        private FirstSilent(Transport real, AtomicInteger asked) {
            super(real);
            this.asked = asked;
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            if (query.sql().contains("FROM system.mutations") && asked.incrementAndGet() == 1) {
                awaitEnd();
            }
            return real.execute(query, progress);
        }

        private void awaitEnd() {
            try {
                silence.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
