package dev.amig.cli;

import dev.amig.cli.output.Terminal;
import java.io.StringWriter;

/** What one command line in this process printed and returned. */
public record Call(int exitCode, String out, String err) {
    public static Call amig(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = Terminal.plain(out, err);
        int exitCode = Amig.execute(terminal, args);
        terminal.flush();
        return new Call(exitCode, out.toString(), err.toString());
    }

    public static Call done(String out) {
        return new Call(0, out, "");
    }

    public static Call refused(String err) {
        return new Call(2, "", err);
    }
}
