package dev.amig.embedded.postgres;

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

    Programs(Path folder) {
        this.folder = folder;
    }

    String path(String program) {
        return folder.resolve("bin").resolve(program).toString();
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is. */
    List<String> wrapper() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }

    /** @throws EmbeddedException with the program's words when it fails */
    void run(String program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(wrapper());
        command.add(path(program));
        command.addAll(arguments);
        Path output = Files.createTempFile("amig-" + program, ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new EmbeddedException(program + " did not end within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                String said = Files.readString(output, StandardCharsets.UTF_8).strip();
                throw failed(program, process.exitValue(), said);
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static EmbeddedException failed(String program, int exit, String said) {
        if (said.contains("unshare failed") || said.contains("cannot be run as root")) {
            return new EmbeddedException(
                    "the embedded PostgreSQL does not run as root, and this system forbids the user namespace that would help; run amig as another user, or set journal.url in amig.yaml to a PostgreSQL of your own");
        }
        return new EmbeddedException(program + " failed with exit code " + exit + ": " + said);
    }
}
