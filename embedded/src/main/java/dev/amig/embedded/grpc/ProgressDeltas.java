package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.Progress;
import java.util.Optional;

/** Turns counters that grow into the increments ClickHouse's protocol carries; their sum is the last counters seen. */
final class ProgressDeltas {
    private Counters reported = Counters.NONE;

    /** The growth since the last call; empty if there was none. Counters that fell are taken as unchanged. */
    Optional<Progress> advanceTo(Counters now) {
        Counters reached = reported.max(now);
        Progress growth = reached.since(reported);
        reported = reached;
        return growth.equals(Progress.getDefaultInstance()) ? Optional.empty() : Optional.of(growth);
    }

    Counters reported() {
        return reported;
    }
}
