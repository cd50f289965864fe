package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.copy.CopyBook;
import dev.amig.copy.CopyComparison;
import dev.amig.copy.CopyDifference;
import dev.amig.copy.CopyException;
import dev.amig.copy.DestinationSums;
import dev.amig.copy.NodeCopy;
import dev.amig.copy.SharedHosts;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.PartitionSum;
import dev.amig.language.sql.QualifiedName;
import dev.amig.plan.PlannedAction;
import dev.amig.run.ActionResult.NodeResult;
import java.util.stream.Collectors;

/** {@code VERIFY COPY}: on every node, what has arrived is what was to be copied. */
final class VerifyCopyRunner {
    private final PlannedAction.VerifyCopy verify;
    private final PlannedAction.Copy copy;
    private final CopyNodes nodes;
    private final boolean last;
    private final RunSession session;
    private final SharedHosts hosts = new SharedHosts();

    /** @param last no later action compares with the copy's snapshot */
    VerifyCopyRunner(
            PlannedAction.VerifyCopy verify,
            PlannedAction.Copy copy,
            boolean last,
            CopyNodes nodes,
            RunSession session) {
        this.verify = verify;
        this.copy = copy;
        this.last = last;
        this.nodes = nodes;
        this.session = session;
    }

    ActionResult run(ActionWork work) throws InterruptedException {
        return work.runTasks(verify.nodes(), plan -> compare(work, plan.node()));
    }

    private NodeResult compare(ActionWork work, Node node) throws InterruptedException {
        session.board().running(node, "comparing");
        CopyConnection server = nodes.connection(verify.heading().name(), node);
        CopyBook book = session.copyBook(copy.heading().index(), node.id());
        try {
            CopyRecord record = book.copy().orElseThrow(() -> CopyException.failed("nothing was copied here"));
            if (last && record.verifiedAt().isPresent() && nodeCopy(node).hasDroppedSnapshot()) {
                // It was the same, else it would still be there; only that this was heard of is not in the journal.
                nodeCopy(node).dropSnapshot();
                return work.done(node, recorded(book));
            }
            boolean checksum = !verify.withoutChecksum();
            CopyComparison.Result result = compare(server, record.definition(), checksum);
            book.recordSums(
                    result,
                    checksum,
                    DestinationSums.id(
                            server, QualifiedName.parse(record.definition().destination())));
            if (!result.differences().isEmpty()) {
                return work.fail(node, sentence(record, result), null, false);
            }
            if (last) {
                nodeCopy(node).dropSnapshot();
            }
            return work.done(node, phrase(result, checksum));
        } catch (CopyException e) {
            String why = work.isGivenUp()
                    ? work.whyGivenUp()
                    : e.getMessage() + " (" + verify.heading().location() + ")";
            return work.fail(node, why, e.queryId().orElse(null), false);
        }
    }

    private CopyComparison.Result compare(CopyConnection server, CopyDefinition copy, boolean checksum)
            throws CopyException, InterruptedException {
        try (SharedHosts.Guest guest = hosts.guest(server)) {
            return CopyComparison.of(guest, copy, checksum).withSource();
        }
    }

    private NodeCopy nodeCopy(Node node) {
        return nodes.nodeCopy(copy, node, !last);
    }

    private String sentence(CopyRecord record, CopyComparison.Result result) {
        return "%s is not the same as %s: %s%s (%s)"
                .formatted(
                        record.definition().destination(),
                        record.definition().source(),
                        result.differences().stream()
                                .map(CopyDifference::sentence)
                                .collect(Collectors.joining("; ")),
                        result.caution().map(it -> "; " + it).orElse(""),
                        verify.heading().location());
    }

    private static String recorded(CopyBook book) {
        return book.sums()
                .map(it -> phrase(
                        it.source().stream().mapToLong(PartitionSum::rows).sum(),
                        it.source().size(),
                        it.withChecksum()))
                .orElse("nothing was to be copied");
    }

    private static String phrase(CopyComparison.Result result, boolean checksum) {
        String replaced = result.replacedRows() == 0
                ? ""
                : ", %,d of them replaced by later ones of the same key".formatted(result.replacedRows());
        return phrase(result.rows(), result.source().size(), checksum) + replaced;
    }

    private static String phrase(long rows, int partitions, boolean checksum) {
        return "%,d rows in %d %s are the same%s"
                .formatted(
                        rows, partitions, partitions == 1 ? "partition" : "partitions", checksum ? "" : " in number");
    }
}
