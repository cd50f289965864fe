package dev.amig.faults;

import dev.amig.journal.RunStatus;
import java.util.Optional;

/** All of it, and then a statement that fails half-way: everything has to be undone. */
final class EverythingThenFailure extends Everything {
    @Override
    public String name() {
        return "failing";
    }

    @Override
    public Optional<Scenario> beginning() {
        return Optional.of(new Everything());
    }

    @Override
    public String body(String database) {
        return super.body(database) + """
                STEP breaks ON SHARD 2 ON ERROR ROLLBACK {
                  INSERT INTO DB.replaced SELECT number + throwIf(number = 3, 'no luck') FROM numbers(5)
                  SETTINGS max_block_size = 1, min_insert_block_size_rows = 1
                } ROLLBACK { TRUNCATE TABLE IF EXISTS DB.replaced };
                """.replace("DB.", database + ".");
    }

    @Override
    public RunStatus expected() {
        return RunStatus.ROLLED_BACK;
    }
}
