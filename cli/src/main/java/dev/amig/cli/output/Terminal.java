package dev.amig.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** Where a command writes to, and what can be done there. Always UTF-8, so that SQL comes out as it was written. */
public final class Terminal {
    /** The launcher, which can ask the system, lists here which of {@code out} and {@code err} are terminals. */
    private static final String TERMINALS = "amig.terminals";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean interactive;
    private final boolean colours;
    private final Supplier<TerminalSize> size;

    private Terminal(Writer out, Writer err, boolean interactive, boolean colours, Supplier<TerminalSize> size) {
        this.out = new PrintWriter(out);
        this.err = new PrintWriter(err);
        this.interactive = interactive;
        this.colours = colours;
        this.size = size;
    }

    /** Standard output and standard error. */
    public static Terminal ofThisProcess() {
        Map<String, String> environment = System.getenv();
        boolean interactive = isTerminal() && !"dumb".equals(environment.get("TERM"));
        // https://no-color.org: set and not empty
        boolean colours =
                interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                interactive,
                colours,
                interactive ? new SizeOfTerminal() : () -> TerminalSize.UNLIMITED);
    }

    /** A pipe or a file: no colours, no live lines, no limit of width. */
    public static Terminal plain(Writer out, Writer err) {
        return new Terminal(out, err, false, false, () -> TerminalSize.UNLIMITED);
    }

    /** A terminal as a test wants it. */
    static Terminal interactive(Writer out, Writer err, boolean colours, Supplier<TerminalSize> size) {
        return new Terminal(out, err, true, colours, size);
    }

    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    /** Whether a person looks at it right now, so that lines may be redrawn. */
    public boolean interactive() {
        return interactive;
    }

    public boolean colours() {
        return colours;
    }

    public TerminalSize size() {
        return size.get();
    }

    /** The text in a colour, where there are colours. */
    public String paint(Colour colour, String text) {
        return colours ? colour.wrap(text) : text;
    }

    public void flush() {
        out.flush();
        err.flush();
    }

    private static boolean isTerminal() {
        String known = System.getProperty(TERMINALS);
        return known == null ? System.console() != null : known.contains("out");
    }

    private static Writer utf8(FileDescriptor descriptor) {
        return new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8);
    }
}
