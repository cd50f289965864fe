package dev.amig.insight;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that is not as it should be.
 *
 * @param where   a cluster, or a node of it
 * @param what    has been found, in one sentence
 * @param why     it matters
 * @param command that repairs it, or helps to
 * @param repair  what amig can do by itself; absent: only a person can
 */
public record Finding(
        Kind kind,
        String where,
        String what,
        Optional<Instant> since,
        String why,
        String command,
        @JsonIgnore Optional<Repair> repair) {
    public enum Kind {
        STALE_LEASE,
        ORPHANED_QUERY,
        LEFTOVER_TABLE,
        MISSING_NODE,
        SILENT_NODE,
        UNREACHABLE_CLUSTER,
        UNWRITTEN_OUTCOME,
        UNKNOWN_OUTCOME,
        CONTRADICTED_OUTCOME;

        /** {@code stale lease}. */
        public String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
