package dev.amig.embedded.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.amig.embedded.EmbeddedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs. */
final class Programs {
    private static final int PATIENCE_SECONDS = 90;

    private final Path folder;
    private final List<String> wrapper;

    private Programs(Path folder, List<String> wrapper) {
        this.folder = folder;
        this.wrapper = wrapper;
    }

    /** @param folder holds {@code bin} */
    static Programs in(Path folder) {
        // PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is.
        boolean root = new UnixSystem().getUid() == 0;
        return new Programs(folder, root ? List.of("unshare", "-U") : List.of());
    }

    /** For tests of what a forbidden user namespace looks like. */
    Programs wrappedBy(List<String> other) {
        return new Programs(folder, other);
    }

    String path(String program) {
        return folder.resolve("bin").resolve(program).toString();
    }

    /** What stands before a program's path. */
    List<String> wrapper() {
        return wrapper;
    }

    /** @throws EmbeddedException with the program's words when it fails */
    void run(String program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(path(program));
        command.addAll(arguments);
        execute(program, command);
    }

    /** One of the operating system's programs. */
    void runPlain(String program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        execute(program, command);
    }

    private void execute(String program, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("amig-" + program + "-", ".log");
        try {
            // In the root folder: whoever removes the folder that this process stands in shall not trouble a server for
            // days.
            Process process = new ProcessBuilder(command)
                    .directory(folder.getRoot().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new EmbeddedException(program + " did not end within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw failed(
                        program,
                        process.exitValue(),
                        Files.readString(output, StandardCharsets.UTF_8).strip());
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private EmbeddedException failed(String program, int exitCode, String said) {
        boolean asRoot = !wrapper.isEmpty() && (said.contains("unshare") || said.contains("cannot be run as root"));
        return new EmbeddedException(
                asRoot
                        ? "PostgreSQL does not run as root, and this system forbids the user namespace in which it would ("
                                + said
                                + "); run amig as another user, or set journal.url in amig.yaml to a PostgreSQL of your own"
                        : program + " failed with exit code " + exitCode + ": " + reason(said));
    }

    /** PostgreSQL's programs tell all that they do; why they ended stands in the lines that are marked so. */
    private static String reason(String said) {
        List<String> marked = said.lines()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:"))
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|error):\\s*", ""))
                .distinct()
                .toList();
        return marked.isEmpty() ? said : String.join("; ", marked);
    }
}
