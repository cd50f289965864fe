package dev.amig.copy;

/** Waits until a node's replica of a table has the parts that its replicas have told of; returns at once for other tables. */
final class ReplicaSync {
    private final CopyReader server;

    ReplicaSync(CopyReader server) {
        this.server = server;
    }

    /** @throws CopyException they did not come within the server's {@code receive_timeout} (300 s, unless it says otherwise) */
    void ofSource(TableShape source) throws CopyException, InterruptedException {
        await(
                source,
                "this replica of %s may lack rows that others have: %s; see system.replication_queue, and go on when it is empty");
    }

    /**
     * What was attached and noted in Keeper comes, whatever became of the statement.
     *
     * @throws CopyException as above
     */
    void ofDestination(TableShape destination) throws CopyException, InterruptedException {
        await(
                destination,
                "this replica of %s does not tell what has arrived: %s; see system.replicas and system.replication_queue, and go on when it is well");
    }

    private void await(TableShape table, String otherwise) throws CopyException, InterruptedException {
        if (!table.isReplicated()) {
            return;
        }
        server.phrase("waiting until this replica of %s has what the others have".formatted(table.name()));
        try {
            // Merges are not waited for: they change no rows.
            server.ask("SYSTEM SYNC REPLICA " + table.name() + " LIGHTWEIGHT");
        } catch (CopyException e) {
            if (e.kind() == CopyException.Kind.STOPPED) {
                throw e;
            }
            throw CopyException.failed(otherwise.formatted(table.name(), e.getMessage()));
        }
    }
}
