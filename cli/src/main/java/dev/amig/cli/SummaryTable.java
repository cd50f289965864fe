package dev.amig.cli;

import dev.amig.cli.output.Colour;
import dev.amig.cli.output.Table;
import dev.amig.cli.output.Terminal;
import java.util.List;

/** The end of a run: what was done where. */
final class SummaryTable {
    private final Terminal terminal;

    SummaryTable(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(List<RunSummary> summaries) {
        Table table = new Table()
                .left("migration")
                .left("action")
                .left("node")
                .left("state")
                .right("statements")
                .right("rows written")
                .right("time");
        boolean any = false;
        for (RunSummary summary : summaries) {
            String migration = summary.migration().orElse("");
            for (RunSummary.Row row : summary.rows()) {
                any = true;
                table.row(
                        migration,
                        row.action(),
                        row.node(),
                        row.direction().equals("rollback") ? "rollback " + row.state() : row.state(),
                        row.statements(),
                        row.written(),
                        Numbers.duration(row.elapsed()));
                // Said once, above its actions.
                migration = "";
            }
        }
        if (any) {
            terminal.out().println();
            table.print(terminal);
            terminal.out().println();
        }
        CopyTable copies = new CopyTable(terminal);
        summaries.forEach(summary -> copies.print(summary.copies()));
        summaries.forEach(this::printSentence);
        terminal.out().flush();
    }

    private void printSentence(RunSummary summary) {
        String sentence = summary.sentence();
        terminal.out().println(summary.run().map(run -> "run " + run + ": ").orElse("") + sentence);
        if (summary.status().equals("Waiting for confirmation")) {
            terminal.out()
                    .println(terminal.paint(
                            Colour.STRONG,
                            "to confirm and go on: amig confirm "
                                    + summary.migration().orElseThrow()));
        }
    }
}
