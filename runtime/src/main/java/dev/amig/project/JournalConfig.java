package dev.amig.project;

import java.time.Duration;
import java.util.Optional;

/**
 * The database that keeps the journal.
 *
 * @param url      begins with {@code jdbc:postgresql:} and holds no password
 * @param patience how long a database that was lost in the middle of a run is waited for; in the file, whole seconds
 */
public record JournalConfig(
        String url, Optional<String> user, Optional<SecretSource> password, Optional<Duration> patience) {}
