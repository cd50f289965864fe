package dev.amig.journal;

import dev.amig.language.sql.QualifiedName;
import java.util.UUID;

/**
 * A table that amig makes for itself. It is written down before it is created and dropped by what is written here: by its id,
 * never by what its name looks like.
 *
 * @param id   the table's own UUID where the database gives tables one; it stands in the table's comment in any case
 * @param name with its database
 */
public record OwnedTable(UUID id, CopyKey copy, QualifiedName name, Purpose purpose) {
    public enum Purpose {
        /** The rows of the source, fixed when the copy began. */
        SNAPSHOT,
        /** Rows on their way into the destination. */
        STAGING,
        /** Rows that only the destination had, before a partition is copied again. Once it is whole, it is a person's, not amig's. */
        ASIDE
    }
}
