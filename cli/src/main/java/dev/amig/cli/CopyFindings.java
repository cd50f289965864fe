package dev.amig.cli;

import dev.amig.cli.output.Colour;
import dev.amig.cli.output.JsonOutput;
import dev.amig.cli.output.Terminal;
import dev.amig.cluster.Node;
import dev.amig.copy.CopyException;
import dev.amig.copy.CopyReader;
import dev.amig.copy.SharedHosts;
import dev.amig.receipt.NodeReader;
import dev.amig.receipt.Receipt.CopyReceipt;
import dev.amig.receipt.ReceiptCheck.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What comes out where copies are looked at again. */
record CopyFindings(Terminal terminal, boolean json) {
    /** One way of looking at one copy. */
    interface Look {
        Finding at(CopyReader server, CopyReceipt copy) throws CopyException, InterruptedException;
    }

    /**
     * On all nodes at once, and one copy after the other on each of them.
     *
     * @return {@link ExitCode#FAILED} when one of them is not as it should be
     */
    ExitCode of(List<CopyReceipt> copies, Workplace.Site site, Look look) throws InterruptedException {
        Map<String, ExecutorService> nodes = new HashMap<>();
        SharedHosts hosts = new SharedHosts();
        List<Finding> findings = new ArrayList<>();
        try {
            List<Future<Finding>> looks = copies.stream()
                    .map(copy -> nodes.computeIfAbsent(copy.node(), CopyFindings::oneAtATime)
                            .submit(() -> finding(copy, site, hosts, look)))
                    .toList();
            for (Future<Finding> each : looks) {
                Finding finding = await(each);
                findings.add(finding);
                if (!json) {
                    print(finding);
                }
            }
        } finally {
            nodes.values().forEach(ExecutorService::shutdownNow);
        }
        if (json) {
            JsonOutput.document(terminal, findings);
        }
        return findings.stream().allMatch(Finding::isSame) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static ExecutorService oneAtATime(String node) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "amig-look-" + node);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Finding await(Future<Finding> look) throws InterruptedException {
        try {
            return look.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException told ? told : new IllegalStateException(e.getCause());
        }
    }

    private static Finding finding(CopyReceipt copy, Workplace.Site site, SharedHosts hosts, Look look)
            throws InterruptedException {
        try {
            Node node = site.cluster().nodes().stream()
                    .filter(it -> it.id().equals(copy.node()))
                    .findFirst()
                    .orElseThrow(() -> CopyException.failed("the cluster has no node " + copy.node()));
            NodeReader server = new NodeReader(node, site.connections().to(node), phrase -> {});
            try (SharedHosts.Guest guest = hosts.guest(server)) {
                return look.at(guest, copy);
            }
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
