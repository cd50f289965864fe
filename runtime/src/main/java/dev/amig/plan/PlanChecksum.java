package dev.amig.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells two plans apart by what they would do: nodes and statements in their order, besides the file itself. */
final class PlanChecksum {
    private final MessageDigest digest;

    private PlanChecksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(
            String fileChecksum,
            List<NodePlan> requiredWhen,
            List<PlannedAction> actions,
            List<PlannedAction> finalActions) {
        PlanChecksum checksum = new PlanChecksum();
        checksum.add(fileChecksum);
        requiredWhen.forEach(checksum::add);
        actions.forEach(checksum::add);
        finalActions.forEach(checksum::add);
        return HexFormat.of().formatHex(checksum.digest.digest());
    }

    private void add(PlannedAction action) {
        add(action.heading().name());
        action.nodes().forEach(this::add);
    }

    private void add(NodePlan node) {
        add(node.node().id());
        node.statements().forEach(statement -> add(statement.sql()));
        node.rollback().forEach(statement -> add(statement.sql()));
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // The length first, so that no two different lists of texts run together into the same bytes.
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
