package dev.amig.gate.privilege;

/**
 * A right as {@code GRANT} writes it.
 *
 * @param access {@code ALTER ADD COLUMN}, {@code INSERT(a, b)}
 * @param object {@code db.table}, {@code table} (of the connection's database), {@code db.*}, {@code *.*}
 */
public record Privilege(String access, String object) {
    static final String EVERYWHERE = "*.*";

    static Privilege everywhere(String access) {
        return new Privilege(access, EVERYWHERE);
    }

    /** {@code SELECT ON db.table}. */
    @Override
    public String toString() {
        return access + " ON " + object;
    }
}
