package dev.amig.cli.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls of scripts, each in a folder and an environment of its own. */
final class Shell {
    private final Path scratch;
    private final Map<String, String> environment = new HashMap<>();
    private Path folder;

    Shell(Path scratch) {
        this.scratch = scratch;
        this.folder = scratch;
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", scratch.toString());
    }

    /** What a script printed and returned. */
    record Ended(int exitCode, String out, String err) {}

    Shell in(Path newFolder) {
        folder = newFolder;
        return this;
    }

    Shell with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Ended run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(scratch, "out", "");
        Path err = Files.createTempFile(scratch, "err", "");
        Process process = start(out, err, command);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after a minute: " + List.of(command));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err, StandardCharsets.UTF_8));
    }

    Process start(Path out, Path err, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** A script of a test, to be found on the path. */
    static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        file.toFile().setExecutable(true);
        return file;
    }

    /** A path with a few of the system's programs and nothing else. */
    static String tools(Path folder, String... programs) throws IOException {
        for (String program : programs) {
            script(folder.resolve(program), "PATH='%s' exec %s \"$@\"\n".formatted(System.getenv("PATH"), program));
        }
        return folder.toString();
    }
}
