package dev.amig.journal;

import java.time.Duration;

/** The journal's database has not answered for as long as its user was ready to wait. */
public final class JournalLostException extends JournalException {
    JournalLostException(String url, Duration patience, String reason, Throwable cause) {
        super(
                "the journal at %s could not be reached for %d s (journal.patience in amig.yaml): %s"
                        .formatted(url, patience.toSeconds(), reason),
                cause);
    }
}
