package dev.amig.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a node's process says, in files, so that it is there when the process is not. */
final class NodeLog {
    private static final int TAIL_BYTES = 4_000;
    private static final int CRASH_LINES = 10;

    private final Path folder;

    /** @param folder the node's */
    NodeLog(Path folder) {
        this.folder = folder;
    }

    /** Its standard error. */
    Path file() {
        return folder.resolve("node.log");
    }

    /** Where the JVM reports that the engine crashed. */
    Path crashFile() {
        return folder.resolve("crash.log");
    }

    /** Before a start: what is said from then on is news. */
    void clear() throws IOException {
        Files.deleteIfExists(file());
        Files.deleteIfExists(crashFile());
    }

    /** The end of the log, or the beginning of the JVM's report; {@code (nothing)} where there is neither. */
    String lastOutput() {
        try {
            String text = Files.exists(crashFile()) ? crash() : tail();
            return text.isEmpty() ? "(nothing)" : text;
        } catch (IOException e) {
            return "(" + folder + " cannot be read: " + Failures.reason(e) + ")";
        }
    }

    private String tail() throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file().toFile(), "r")) {
            log.seek(Math.max(0, log.length() - TAIL_BYTES));
            byte[] tail = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8).strip();
        }
    }

    private String crash() throws IOException {
        List<String> lines = Files.readAllLines(crashFile(), StandardCharsets.ISO_8859_1);
        return lines.stream()
                .map(line -> line.replaceFirst("^#\\s*", ""))
                .filter(line -> !line.isBlank())
                .limit(CRASH_LINES)
                .collect(Collectors.joining("\n    ", "", "\n    (all of it: " + crashFile() + ")"));
    }
}
