package dev.amig.embedded;

/**
 * Who may come in from outside.
 *
 * <p>The engine runs its own query as user {@code default} without a password, and has no storage to which that user could be moved
 * (seen on 26.7: users come from {@code users_config} alone, read-only). So a closed cluster has a second user with the password,
 * and {@code default} is open only to the engine itself.
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
