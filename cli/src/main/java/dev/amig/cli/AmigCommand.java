package dev.amig.cli;

import dev.amig.cli.output.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * One command. Its constructor and fields must not touch gRPC, JDBC or Jackson: every command is made for every call of
 * {@code amig}, {@code --help} included; only {@link #execute()} may.
 */
abstract class AmigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /**
     * Does it.
     *
     * @throws Exception {@link Failures} turns it into one error and an exit code
     */
    protected abstract ExitCode execute() throws Exception;

    @Override
    public final Integer call() throws Exception {
        return execute().number();
    }

    /** Where this call of amig writes to. */
    protected final Terminal terminal() {
        return root().terminal();
    }

    /** Tells the person, beside what the command gives out. */
    protected final void say(String line) {
        terminal().err().println(line);
        terminal().err().flush();
    }

    protected final CommandSpec spec() {
        return spec;
    }

    private Amig root() {
        return (Amig) spec.root().userObject();
    }
}
