package dev.amig.copy;

/** Waits until a node's replica of a table has the parts that its other replicas have told of. */
final class ReplicaSync {
    private final CopyReader server;

    ReplicaSync(CopyReader server) {
        this.server = server;
    }

    /**
     * Returns at once for a table that is not replicated. Merges are not waited for: they change no rows.
     *
     * @throws CopyException they did not come within the server's {@code receive_timeout} (300 s, unless it says otherwise)
     */
    void await(TableShape table) throws CopyException, InterruptedException {
        if (!table.isReplicated()) {
            return;
        }
        server.phrase("waiting until this replica of %s has what the others have".formatted(table.name()));
        try {
            server.ask("SYSTEM SYNC REPLICA " + table.name() + " LIGHTWEIGHT");
        } catch (CopyException e) {
            if (e.kind() == CopyException.Kind.STOPPED) {
                throw e;
            }
            throw CopyException.failed(
                    "this replica of %s may lack rows that others have: %s; see system.replication_queue, and go on when it is empty"
                            .formatted(table.name(), e.getMessage()));
        }
    }
}
