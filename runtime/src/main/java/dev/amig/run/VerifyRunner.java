package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.plan.NodePlan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.Statement;
import dev.amig.run.ActionResult.NodeResult;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId.Direction;
import dev.amig.transport.Result;
import dev.amig.verify.ExpectationCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code VERIFY}: asks every node, then holds the answers against {@code EXPECT}. */
final class VerifyRunner {
    private static final int MISMATCH_ROWS_SHOWN = 20;

    private final PlannedAction.Verify verify;
    private final RunSession session;
    private final Map<String, Result> answers = new ConcurrentHashMap<>();

    VerifyRunner(PlannedAction.Verify verify, RunSession session) {
        this.verify = verify;
        this.session = session;
    }

    ActionResult run(ActionWork work) throws InterruptedException {
        ActionResult asked = work.run(verify.nodes(), new Questions());
        if (!asked.isFinished()) {
            return asked;
        }
        Map<String, String> mismatches = ExpectationCheck.mismatches(verify.expectation(), answers);
        List<NodeResult> results = new ArrayList<>();
        for (NodePlan plan : verify.nodes()) {
            Optional<String> mismatch =
                    Optional.ofNullable(mismatches.get(plan.node().id()));
            results.add(
                    mismatch.isPresent()
                            ? mismatched(work, plan.node(), mismatch.get())
                            : work.done(plan.node(), "as expected"));
        }
        return new ActionResult(verify.heading().name(), results);
    }

    private NodeResult mismatched(ActionWork work, Node node, String mismatch) throws InterruptedException {
        String text = mismatch + explanation(work, node);
        return verify.warnOnly() ? work.done(node, "warning: " + text) : work.fail(node, text, null, false);
    }

    /** The rows of {@code ON MISMATCH}; a query that fails says so instead, it does not hide the mismatch. */
    private String explanation(ActionWork work, Node node) throws InterruptedException {
        Statement query = verify.onMismatch().get(node.id());
        if (query == null) {
            return "";
        }
        session.board().running(node, "asking what differs");
        Execution execution = work.execute(assignment(node, new Statement(1, query.sql(), query.location())));
        if (execution.result().isEmpty()) {
            return "; the ON MISMATCH query failed: " + execution.failure();
        }
        List<List<Object>> rows = execution.result().get().rows();
        StringBuilder text =
                new StringBuilder("; ON MISMATCH gave " + rows.size() + (rows.size() == 1 ? " row" : " rows"));
        rows.stream()
                .limit(MISMATCH_ROWS_SHOWN)
                .forEach(row -> text.append("\n    ").append(ExpectationCheck.row(row)));
        if (rows.size() > MISMATCH_ROWS_SHOWN) {
            text.append("\n    and ").append(rows.size() - MISMATCH_ROWS_SHOWN).append(" more");
        }
        return text.toString();
    }

    /** An earlier answer does not count: its rows are needed. */
    private Assignment assignment(Node node, Statement statement) {
        return new Assignment(
                verify.heading().name(),
                node,
                Direction.FORWARD,
                statement,
                verify.settings(),
                verify.options(),
                false,
                true);
    }

    private final class Questions implements ActionWork.NodeWork {
        @Override
        public Assignment assign(Node node, Statement statement) {
            return assignment(node, statement);
        }

        @Override
        public void applied(Node node, Execution execution) {
            answers.put(node.id(), execution.result().orElseThrow());
        }

        @Override
        public void finished(Node node, Counters counters) {
            // An answer is not yet a success: the node is finished when the answer has been held against EXPECT.
        }
    }
}
