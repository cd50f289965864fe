package dev.amig.run;

import dev.amig.simulation.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A migration, and what happens to it: commands of people, one after the other, each with its misfortunes.
 *
 * @param oneByOne whether its nodes take turns; then a story goes the same way each time it is told
 */
record Story(long seed, boolean oneByOne, List<Act> acts, List<Command> commands) {
    /** One action of the migration. */
    record Act(Kind kind, int statements, boolean pauses) {}

    enum Kind {
        INSERT("INSERT INTO %s VALUES (1)", ""),
        INSERT_AGAIN("INSERT INTO %s VALUES (1)", "IDEMPOTENT"),
        INSERT_RETRIED("INSERT INTO %s VALUES (1)", "RETRY 2 TIMES"),
        CREATE("CREATE TABLE %s (n UInt8) ENGINE = Memory", ""),
        CREATE_GUARDED("CREATE TABLE IF NOT EXISTS %s (n UInt8) ENGINE = Memory", ""),
        IRREVERSIBLE("INSERT INTO %s VALUES (1)", ""),
        SWAP("", ""),
        CONFIRM("", "");

        private final String sql;
        private final String option;

        Kind(String sql, String option) {
            this.sql = sql;
            this.option = option;
        }

        /** Whether the same statement may be done a second time in the same run without anybody having said so. */
        boolean mayRepeat() {
            return this == INSERT_AGAIN || this == INSERT_RETRIED || this == CREATE_GUARDED;
        }

        boolean isStep() {
            return this != SWAP && this != CONFIRM;
        }
    }

    enum Verb {
        RUN,
        ROLLBACK,
        FINALIZE,
        RESOLVE
    }

    /**
     * @param faults    by node, in the order of its statements
     * @param dieAt     the write to the journal at which the runner's process ends, from 1; 0: at none
     * @param committed whether that write is still committed
     */
    record Command(
            Verb verb,
            boolean yes,
            boolean rollbackOnStop,
            Map<String, List<Fault>> faults,
            int dieAt,
            boolean committed) {
        boolean isQuiet() {
            return dieAt == 0
                    && faults.values().stream().allMatch(list -> list.stream().allMatch(fault -> fault == Fault.NONE));
        }

        Command withFaults(Map<String, List<Fault>> others) {
            return new Command(verb, yes, rollbackOnStop, others, dieAt, committed);
        }

        Command living() {
            return new Command(verb, yes, rollbackOnStop, faults, 0, false);
        }
    }

    static String name(int act) {
        return "a" + act;
    }

    String migrationName() {
        return "m_story";
    }

    String text() {
        StringBuilder text = new StringBuilder("MIGRATION " + migrationName() + ";\n");
        for (int i = 0; i < acts.size(); i++) {
            text.append(act(i)).append(";\n");
        }
        return text.append("FINALIZE 'later' BEGIN STEP f ON EACH SHARD")
                .append(turns())
                .append(" { INSERT INTO f VALUES (1) } IRREVERSIBLE; END;\n")
                .toString();
    }

    private String turns() {
        return oneByOne ? " AT ONCE 1" : "";
    }

    private String act(int index) {
        Act act = acts.get(index);
        String name = name(index);
        String pause = act.pauses ? " ON ERROR PAUSE" : "";
        if (act.kind == Kind.CONFIRM) {
            return "CONFIRM 'Go on with " + name + "?'";
        } else if (act.kind == Kind.SWAP) {
            return "SWAP " + name + " TABLES " + name + "_old AND " + name + "_new ON EACH SHARD" + turns();
        }
        List<String> forward = new ArrayList<>();
        List<String> back = new ArrayList<>();
        for (int i = 0; i < act.statements; i++) {
            forward.add(act.kind.sql.formatted(name + "_" + i));
            back.add("DROP TABLE IF EXISTS " + name + "_" + i);
        }
        return "STEP " + name + " ON EACH SHARD" + turns() + " " + act.kind.option + pause + " { "
                + String.join("; ", forward) + " } "
                + (act.kind == Kind.IRREVERSIBLE ? "IRREVERSIBLE" : "ROLLBACK { " + String.join("; ", back) + " }");
    }

    @Override
    public String toString() {
        return "seed " + seed + "\n" + text()
                + commands.stream().map(it -> "  " + it).collect(Collectors.joining("\n"));
    }
}
