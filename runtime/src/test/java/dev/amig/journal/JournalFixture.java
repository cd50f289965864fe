package dev.amig.journal;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Node;
import dev.amig.progress.NodeProgress;
import dev.amig.progress.Progress;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One journal for each test, and what tests of it say most often. */
abstract class JournalFixture {
    static final LeaseOwner ELSEWHERE = new LeaseOwner("another-host", 4711, 1);

    final String cluster = "c" + UUID.randomUUID();
    Journal journal;

    abstract JournalSource source();

    @BeforeEach
    void openJournal() {
        journal = source().open();
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    Run begin(Lease lease, String migration) {
        NewRun run = new NewRun(
                cluster,
                migration,
                RunKind.MIGRATION,
                "what it does",
                "m.amig",
                Map.of("k", "v'\"ü"),
                new ChosenReplicas(Map.of(1, 2, 2, 1)));
        return journal.begin(lease, run);
    }

    static QueryId query(Run run, int attempt) {
        return new QueryId(run.id(), "swap", "s1r1", Direction.FORWARD, 0, attempt);
    }

    static Progress progress(int percent) {
        NodeProgress node = new NodeProgress(
                new Node(1, 2, "h", 9100),
                NodeProgress.State.RUNNING,
                "INSERT INTO ü",
                new Counters(1, 2, 4, 0, 0),
                Duration.ofMillis(1_500),
                0.5,
                1.5);
        return new Progress("0001_a", "Running", "swap", 1, 3, percent, Duration.ofSeconds(9), List.of(node));
    }
}
