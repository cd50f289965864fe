package dev.amig.gate.privilege;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A right as {@code GRANT} writes it.
 *
 * @param access {@code ALTER ADD COLUMN}, {@code INSERT(a, b)}
 * @param object {@code db.table}, {@code table} (of the connection's database), {@code db.*}, {@code *.*}; the engine's name for {@code TABLE ENGINE}
 */
public record Privilege(String access, String object) {
    static final String EVERYWHERE = "*.*";
    /** Names that no quotes are needed for, apart from what amig puts behind them: wildcards in grants take no others. */
    private static final Pattern OWNED = Pattern.compile("((?:\\w+\\.)?`?\\w+__amig_).*");

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

    /** Each run and chunk has tables of its own: what is granted is meant for all that amig makes for the same table. */
    public Privilege forOwnedTables() {
        Matcher owned = OWNED.matcher(object);
        return owned.matches() ? new Privilege(access, owned.group(1).replace("`", "") + "*") : this;
    }

    /** {@code SELECT ON db.table}. */
    @Override
    public String toString() {
        return access + " ON " + object;
    }
}
