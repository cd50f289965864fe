package dev.amig.cli.output;

import java.io.StringWriter;

/** Terminals for tests in other packages. */
public final class TestTerminals {
    private TestTerminals() {}

    /** Without colours. */
    public static Terminal interactive(TerminalSize size) {
        return Terminal.interactive(new StringWriter(), new StringWriter(), false, () -> size);
    }

    public static Terminal pipe() {
        return Terminal.plain(new StringWriter(), new StringWriter());
    }
}
