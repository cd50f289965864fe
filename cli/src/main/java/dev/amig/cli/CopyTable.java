package dev.amig.cli;

import dev.amig.cli.output.Table;
import dev.amig.cli.output.Terminal;
import dev.amig.receipt.CopySummary;
import java.util.List;
import java.util.Locale;

/** What the copies of a run have brought: a line for each node, and one for all of them. */
final class CopyTable {
    private final Terminal terminal;

    CopyTable(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(List<CopySummary> copies) {
        if (copies.isEmpty()) {
            return;
        }
        Table table = new Table()
                .left("copy")
                .left("node")
                .right("chunks")
                .right("rows")
                .right("bytes")
                .right("time")
                .right("rows/s");
        String action = "";
        for (CopySummary copy : copies) {
            // Said once, above its nodes.
            table.row(
                    copy.action().equals(action) ? "" : copy.action(),
                    copy.node().orElse("all"),
                    chunks(copy),
                    String.format(Locale.ROOT, "%,d", copy.rows()),
                    Numbers.bytes(copy.bytes()),
                    copy.elapsed().map(Numbers::duration).orElse(""),
                    copy.rowsPerSecond().map(Numbers::rows).orElse(""));
            action = copy.action();
        }
        table.print(terminal);
        terminal.out().println();
    }

    private static String chunks(CopySummary copy) {
        return copy.arrived() == copy.chunks()
                ? String.valueOf(copy.chunks())
                : copy.arrived() + " of " + copy.chunks();
    }
}
