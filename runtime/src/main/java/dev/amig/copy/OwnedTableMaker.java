package dev.amig.copy;

import dev.amig.copy.Questions.Answers;
import dev.amig.journal.OwnedTable;
import dev.amig.language.sql.Literals;
import dev.amig.transport.ProgressListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Creates and drops the tables that amig makes for itself. They are plain {@code MergeTree} whatever they serve: no replica gets them,
 * and no merge makes fewer rows of theirs.
 */
final class OwnedTableMaker {
    /** Parts stay as they are, also over a restart, which SYSTEM STOP MERGES would not outlive. Tried on 26.7. */
    private static final Map<String, String> WITHOUT_MERGES =
            Map.of("max_bytes_to_merge_at_max_space_in_pool", "1", "min_parts_to_merge_at_once", "1000000");

    /** Above the server's own guard against dropping large tables by mistake (50 GB); these are ours. */
    static final Map<String, String> DROP_ANY_SIZE =
            Map.of("max_table_size_to_drop", "0", "max_partition_size_to_drop", "0");

    private static final UUID NONE = new UUID(0, 0);

    private final CopyServer server;

    OwnedTableMaker(CopyServer server) {
        this.server = server;
    }

    /** @param like whose columns, indexes, projections, keys and disks it gets */
    CopyServer.Answer create(OwnedTable table, TableShape like, int statement, int attempt)
            throws InterruptedException {
        return server.execute(new CopyServer.Call(statement, attempt, statement(table, like)), ProgressListener.NONE);
    }

    private static String statement(OwnedTable table, TableShape like) {
        EngineClause clause = like.clause();
        Map<String, String> settings = new LinkedHashMap<>(clause.settings());
        settings.putAll(WITHOUT_MERGES);
        // What it is like may drop equal blocks; of rows to be copied none may go.
        settings.put("non_replicated_deduplication_window", "0");
        if (table.purpose() == OwnedTable.Purpose.STAGING && like.isReplicated()) {
            settings.putAll(DistinctParts.SETTINGS);
        }
        return "CREATE TABLE " + table.name()
                + (like.takesUuids() ? " UUID '" + table.id() + "'" : "")
                + " AS " + like.name() + " ENGINE = MergeTree " + clause.layout()
                + settings.entrySet().stream()
                        .map(it -> it.getKey() + " = " + it.getValue())
                        .collect(Collectors.joining(", ", " SETTINGS ", ""))
                + " COMMENT "
                + Literals.quote(mark(table) + ", " + purpose(table) + " of run "
                        + table.copy().run());
    }

    private static String mark(OwnedTable table) {
        return "amig " + table.id();
    }

    private static String purpose(OwnedTable table) {
        return switch (table.purpose()) {
            case SNAPSHOT -> "snapshot";
            case STAGING -> "staging table";
            case ASIDE -> "rows that only the destination had, put aside by a repair";
        };
    }

    /** Whether a table of that name stands, and is the one that was made by this id. */
    boolean stands(OwnedTable table) throws CopyException, InterruptedException {
        return isMade(table, ask(new Questions(), table).of(server));
    }

    /** Adds what {@link #isMade} judges. */
    static Questions ask(Questions questions, OwnedTable table) {
        String where = "system.tables WHERE database = %s AND name = %s"
                .formatted(
                        TableShapes.database(table.name()),
                        Literals.quote(table.name().table()));
        return questions.ask("made", "[toString(uuid), comment]", where);
    }

    /**
     * @param answers what the server has found
     * @return false when there is no table of that name
     * @throws CopyException there is one that was not made by this id
     */
    static boolean isMade(OwnedTable table, Answers answers) throws CopyException {
        if (answers.rows("made").isEmpty()) {
            return false;
        }
        List<String> found = answers.rows("made").get(0);
        UUID uuid = UUID.fromString(found.get(0));
        boolean ours = found.get(1).startsWith(mark(table)) && (uuid.equals(NONE) || uuid.equals(table.id()));
        if (!ours) {
            throw CopyException.failed(
                    "the table %s is not the one that amig made here (its comment does not begin with '%s'); rename it out of the way"
                            .formatted(table.name(), mark(table)));
        }
        return true;
    }

    /** Harmless when it is gone already. */
    void drop(OwnedTable table, int statement, int attempt) throws CopyException, InterruptedException {
        if (stands(table)) {
            dropStanding(table, statement, attempt);
        }
    }

    /**
     * One that was seen to be the one that was made by its id since this runner has it. Its name is that of one attempt: nobody makes
     * another one of it by mistake.
     */
    void dropStanding(OwnedTable table, int statement, int attempt) throws CopyException, InterruptedException {
        CopyServer.Answer answer = server.execute(
                new CopyServer.Call(
                        statement, attempt, "DROP TABLE IF EXISTS " + table.name() + " SYNC", DROP_ANY_SIZE),
                ProgressListener.NONE);
        // Unless it was heard to be gone, whatever the answer: what counts is whether it is.
        if (!answer.isApplied() && stands(table)) {
            throw CopyException.failed(
                    "%s, which amig made, could not be dropped: %s".formatted(table.name(), answer.failure()),
                    answer.queryId());
        }
    }
}
