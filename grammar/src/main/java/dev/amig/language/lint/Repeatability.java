package dev.amig.language.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happens when a statement runs although its work is done already, or was never there. */
public final class Repeatability {
    private static final List<String> PARTS = List.of("column", "index", "projection", "constraint", "statistics");

    private final LintedSql sql;
    private final List<Fragile> fragile = new ArrayList<>();

    private Repeatability(LintedSql sql) {
        this.sql = sql;
    }

    /**
     * Something in a statement that does not bear repetition.
     *
     * @param token   where it stands
     * @param what    {@code CREATE TABLE posthog.events}
     * @param instead what to write
     * @param effect  of the statement when it finds its work done
     */
    public record Fragile(int token, String what, String instead, Effect effect) {}

    public enum Effect {
        FAILS,
        /** Rows come a second time. */
        DOUBLES,
        /** What was done is undone, or the other way round. */
        REVERSES
    }

    public static List<Fragile> of(LintedSql sql) {
        var repeatability = new Repeatability(sql);
        Ddl.of(sql).ifPresent(repeatability::ddl);
        if (!sql.isOnPostgres()) {
            Alter.of(sql).ifPresent(repeatability::alter);
            repeatability.moves();
        }
        return repeatability.fragile;
    }

    private void ddl(Ddl ddl) {
        boolean creates = ddl.isVerb("CREATE");
        if (ddl.guarded() || ddl.orReplace() || sql.isOnPostgres() && creates) {
            return;
        }
        String name = sql.table(ddl.nameAt()).map(sql::written).orElse("…");
        String verb = ddl.verb() + " " + ddl.kind();
        String guard = creates || ddl.isVerb("ATTACH") ? "IF NOT EXISTS" : "IF EXISTS";
        add(0, verb + " " + name, "%s %s %s".formatted(verb, guard, name), Effect.FAILS);
    }

    private void alter(Alter alter) {
        for (int at : alter.commands()) {
            if (sql.reads(at, "RENAME", "COLUMN") && !sql.reads(at + 2, "IF", "EXISTS")) {
                guarded(at, "IF EXISTS");
            } else if (sql.reads(at, "ATTACH", "PARTITION") || sql.reads(at, "ATTACH", "PART")) {
                add(at, "ATTACH PARTITION", "REPLACE PARTITION … FROM …", Effect.DOUBLES);
            } else if (at + 1 < sql.tokens().size() && sql.tokens().get(at + 1).isOneOf(PARTS)) {
                part(at);
            }
        }
    }

    private void part(int at) {
        if (sql.reads(at, "ADD") && !sql.reads(at + 2, "IF", "NOT", "EXISTS")) {
            guarded(at, "IF NOT EXISTS");
        } else if (sql.reads(at, "DROP") && !sql.reads(at + 2, "IF", "EXISTS")) {
            guarded(at, "IF EXISTS");
        }
    }

    private void guarded(int at, String guard) {
        String verb =
                (sql.tokens().get(at).text() + " " + sql.tokens().get(at + 1).text()).toUpperCase(Locale.ROOT);
        String name = Optional.of(at + 2)
                .filter(it -> it < sql.tokens().size())
                .map(it -> sql.written(it, it + 1))
                .orElse("…");
        add(at, verb + " " + name, "%s %s %s".formatted(verb, guard, name), Effect.FAILS);
    }

    private void moves() {
        if (sql.begins("RENAME") && !sql.reads(2, "IF", "EXISTS")) {
            String swap = "a SWAP action, which amig undoes itself and only where it happened";
            add(0, "RENAME " + kind(), swap, Effect.FAILS);
        } else if (sql.begins("EXCHANGE")) {
            String swap = "a SWAP action, which amig undoes itself and only where it happened";
            add(0, "EXCHANGE " + kind(), swap, Effect.REVERSES);
        } else if (sql.begins("INSERT", "INTO")) {
            int table = sql.reads(2, "TABLE") ? 3 : 2;
            String name = sql.table(table).map(sql::written).orElse("…");
            add(0, "INSERT INTO " + name, "a COPY action, which writes every row exactly once", Effect.DOUBLES);
        }
    }

    private String kind() {
        return sql.tokens().size() > 1 ? sql.tokens().get(1).text().toUpperCase(Locale.ROOT) : "";
    }

    private void add(int token, String what, String instead, Effect effect) {
        fragile.add(new Fragile(token, what, instead, effect));
    }
}
