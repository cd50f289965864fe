package dev.amig.embedded;

/**
 * Who may come in from outside.
 *
 * <p>The engine runs its own queries as user {@code default} without a password, from 127.0.0.1 like everybody else, and its users
 * cannot be changed while it runs (seen on 26.7: they come from {@code users_config} alone, read-only). So a closed cluster has a
 * second user with the password, and {@code default} has no right to any table and a quota that the engine's own queries use up.
 * What is left to it are expressions without a table ({@code SELECT 1}), which ClickHouse does not count.
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
