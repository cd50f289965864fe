package dev.amig.embedded;

/**
 * A node ended although nobody asked it to.
 *
 * @param exitCode   of its process; 128 and more tells a signal (137 is {@code kill -9})
 * @param lastOutput the end of its log, {@code (nothing)} where that is empty
 */
public record NodeDeath(EmbeddedNode node, int exitCode, String lastOutput) {
    private static final int KILLED = 128 + 9;

    /** One line for a person, and the log's end. */
    @Override
    public String toString() {
        return "node " + node.id() + " (process " + node.pid() + ", HTTP port " + node.httpPort() + ") " + how()
                + "; its last output: " + lastOutput;
    }

    private String how() {
        return exitCode == KILLED
                ? "was killed: by somebody, or by the kernel because memory ran out (dmesg tells)"
                : "ended by itself with exit code " + exitCode;
    }
}
