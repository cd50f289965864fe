package dev.amig.gate.privilege;

/**
 * A right as {@code GRANT} writes it.
 *
 * @param access {@code ALTER ADD COLUMN}, {@code INSERT(a, b)}
 * @param object {@code db.table}, {@code table} (of the connection's database), {@code db.*}, {@code *.*}; the engine's name for {@code TABLE ENGINE}
 */
public record Privilege(String access, String object) {
    static final String EVERYWHERE = "*.*";

    static Privilege everywhere(String access) {
        return new Privilege(access, EVERYWHERE);
    }

    /** Not on everything, a database or an engine. */
    public boolean isOnTable() {
        return !object.endsWith("*") && !access.equals("TABLE ENGINE");
    }

    /** The same with the database that the connection is in, where it names none. */
    public Privilege in(String database) {
        boolean isComplete = object.contains(".") || access.equals("TABLE ENGINE");
        return isComplete ? this : new Privilege(access, database + "." + object);
    }

    /** {@code SELECT ON db.table}. */
    @Override
    public String toString() {
        return access + " ON " + object;
    }
}
