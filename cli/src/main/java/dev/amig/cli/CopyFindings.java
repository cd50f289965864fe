package dev.amig.cli;

import dev.amig.cli.output.Colour;
import dev.amig.cli.output.JsonOutput;
import dev.amig.cli.output.Terminal;
import dev.amig.cluster.Node;
import dev.amig.copy.CopyException;
import dev.amig.copy.CopyReader;
import dev.amig.receipt.NodeReader;
import dev.amig.receipt.Receipt.CopyReceipt;
import dev.amig.receipt.ReceiptCheck.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What comes out where copies are looked at again, node by node. */
record CopyFindings(Terminal terminal, boolean json) {
    /** One way of looking at one copy. */
    interface Look {
        Finding at(CopyReader server, CopyReceipt copy) throws CopyException, InterruptedException;
    }

    /** @return {@link ExitCode#FAILED} when one of them is not as it should be */
    ExitCode of(List<CopyReceipt> copies, Workplace.Site site, Look look) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (CopyReceipt copy : copies) {
            Finding finding = finding(copy, site, look);
            findings.add(finding);
            if (!json) {
                print(finding);
            }
        }
        if (json) {
            JsonOutput.document(terminal, findings);
        }
        return findings.stream().allMatch(Finding::isSame) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static Finding finding(CopyReceipt copy, Workplace.Site site, Look look) throws InterruptedException {
        try {
            Node node = site.cluster().nodes().stream()
                    .filter(it -> it.id().equals(copy.node()))
                    .findFirst()
                    .orElseThrow(() -> CopyException.failed("the cluster has no node " + copy.node()));
            return look.at(new NodeReader(node, site.connections().to(node), phrase -> {}), copy);
        } catch (CopyException e) {
            throw CommandException.failed(
                            copy.action() + " was not checked on " + copy.node() + ": " + e.getMessage(), e)
                    .withHint("'amig doctor' looks at every node");
        }
    }

    private void print(Finding finding) {
        String head = terminal.paint(Colour.STRONG, finding.node()) + "  " + finding.action() + "  ";
        if (finding.isSame()) {
            terminal.out()
                    .println(head
                            + "%s: %s in %s, the same as %s"
                                    .formatted(
                                            finding.table(),
                                            counted(finding.rows(), "row"),
                                            counted(finding.partitions(), "partition"),
                                            finding.against()));
        } else {
            String what = "%s is not the same as %s".formatted(finding.table(), finding.against());
            terminal.out().println(head + terminal.paint(Colour.BAD, what));
            finding.differences().forEach(it -> terminal.out().println("  " + it));
        }
        terminal.flush();
    }

    private static String counted(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
