package dev.amig.embedded;

/**
 * Who may come in from outside.
 *
 * <p>The engine runs its own query as user {@code default} without a password, from the loopback address, and has no storage to
 * which that user could be moved (seen on 26.7: users come from {@code users_config} alone, read-only). So a cluster with a password has
 * a second user beside {@code default}, which stays open to this machine: nodes listen on 127.0.0.1 only.
 */
record Credentials(String user, String password) {
    static final Credentials OPEN = new Credentials("default", "");

    boolean isOpen() {
        return equals(OPEN);
    }

    @Override
    public String toString() {
        return user;
    }
}
