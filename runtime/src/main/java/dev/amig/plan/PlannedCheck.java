package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.language.source.Location;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A question to the cluster that is not an action: {@code PRECHECK}, {@code HEALTHCHECK}, {@code PROGRESS}.
 *
 * @param every how often it is asked while the migration runs; absent: as often as the runner likes
 */
public record PlannedCheck(Location location, List<Question> questions, Optional<Duration> every) {
    public PlannedCheck {
        questions = List.copyOf(questions);
    }

    /** @param message what is told when the answer is not truthy; empty for {@code PROGRESS} */
    public record Question(Node node, Statement query, String message) {}

    PlannedCheck onShard(int shard) {
        return new PlannedCheck(
                location,
                questions.stream().filter(it -> it.node().shard() == shard).toList(),
                every);
    }
}
