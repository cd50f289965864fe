package dev.amig.faults;

import dev.amig.journal.RunStatus;
import dev.amig.transport.QueryId.Direction;

/** A scenario of a few lines, in which {@code DB.} stands for its database. */
class Simple implements Scenario {
    private final String name;
    private final String body;
    private final RunStatus expected;

    Simple(String name, RunStatus expected, String body) {
        this.name = name;
        this.body = body;
        this.expected = expected;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String body(String database) {
        return body.replace("DB.", database + ".");
    }

    @Override
    public RunStatus expected() {
        return expected;
    }

    @Override
    public boolean mayRunTwice(String action, Direction direction, String sql) {
        return false;
    }
}
