package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.cluster.TargetResolver;
import dev.amig.language.source.LanguageException;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.ActionOptions;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.CopyColumn;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.RowLoop;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Target;
import dev.amig.language.tree.Verify;
import dev.amig.language.tree.VerifyCopy;
import dev.amig.language.tree.Wait;
import dev.amig.plan.PlannedAction.Heading;
import dev.amig.plan.PlannedAction.Placed;
import dev.amig.plan.PlannedAction.Undo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Actions in the file's order: each needs to know its own number, and a VERIFY COPY the copy above it. */
final class ActionPlanner implements Action.Visitor<PlannedAction> {
    private final TargetResolver targets;
    private final Rendering rendering;
    private final long run;
    private final Map<String, CopyAt> copies = new HashMap<>();
    private int index;

    private record CopyAt(Copy copy, int index) {}

    ActionPlanner(TargetResolver targets, Rendering rendering, long run) {
        this.targets = targets;
        this.rendering = rendering;
        this.run = run;
    }

    List<PlannedAction> plan(List<Action> actions) {
        List<PlannedAction> planned = new ArrayList<>();
        for (Action action : actions) {
            planned.add(action.accept(this));
            index++;
        }
        return planned;
    }

    @Override
    public PlannedAction step(Step step) {
        Optional<Island> undo = rollbackOf(step.rollback());
        List<NodePlan> nodes = onEach(
                step.placement(),
                node -> new NodePlan(
                        node,
                        statements(step, step.statements(), node),
                        undo.map(island -> statements(step, island, node)).orElse(List.of())));
        return new PlannedAction.Step(
                heading(step, rendering.text(step.text())),
                placed(step.placement(), nodes, step.options()),
                undo(step.rollback()),
                step.forEachRow().map(loop -> rows(step, loop, undo)));
    }

    /** Of a loop: as they would be for a row whose values are not known yet. */
    private List<Statement> statements(Step step, Island island, Node node) {
        return step.forEachRow()
                .map(loop -> RowPreview.statements(rendering, island, node, loop))
                .orElseGet(() -> rendering.statements(island, node));
    }

    private PlannedRows rows(Step step, RowLoop loop, Optional<Island> undo) {
        Map<String, PlannedRows.Question> questions = new LinkedHashMap<>();
        List<Node> asked = loop.placement()
                .map(placement -> targets.resolve(placement.target()))
                .orElse(List.of());
        if (asked.size() > 1) {
            throw rendering.problem(
                    loop.placement().get().target().location(),
                    "the rows are asked for on %d nodes; leave the target out to ask each node for itself"
                            .formatted(asked.size()));
        }
        for (Node node : targets.resolve(step.placement().target())) {
            Node askedOn = asked.isEmpty() ? node : asked.get(0);
            questions.put(node.id(), new PlannedRows.Question(askedOn, rendering.query(loop.query(), askedOn)));
        }
        return new PlannedRows(
                loop.columns().stream().map(Name::value).toList(), questions, new PlannedRows.RowTemplates() {
                    @Override
                    public List<Statement> statements(Node node, Map<String, Object> row) {
                        return rendering.statements(step.statements(), node, row);
                    }

                    @Override
                    public List<Statement> rollback(Node node, Map<String, Object> row) {
                        return undo.map(island -> rendering.statements(island, node, row))
                                .orElse(List.of());
                    }
                });
    }

    @Override
    public PlannedAction copy(Copy copy) {
        copies.put(copy.name().value(), new CopyAt(copy, index));
        Optional<Island> undo = rollbackOf(copy.rollback());
        Map<String, CopyTask> tasks = new LinkedHashMap<>();
        List<NodePlan> nodes = onEach(copy.placement(), node -> {
            CopyTask task = task(copy, node);
            tasks.put(node.id(), task);
            return new NodePlan(
                    node,
                    CopyPreview.of(copy, task, run, index),
                    undo.map(island -> rendering.statements(island, node)).orElse(List.of()));
        });
        return new PlannedAction.Copy(
                heading(copy, rendering.text(copy.text())),
                placed(copy.placement(), nodes, copy.options()),
                undo(copy.rollback()),
                tasks,
                copy.chunks(),
                copy.parallelism(),
                copy.readLive(),
                copy.noShortcut(),
                copy.append());
    }

    private CopyTask task(Copy copy, Node node) {
        return new CopyTask(
                rendering.table(copy.source(), node),
                rendering.table(copy.destination(), node),
                copy.columns()
                        .map(columns ->
                                columns.stream().map(it -> field(it, node)).toList()),
                copy.where().map(predicate -> rendering.fragment(predicate, node)),
                copy.throttles().stream()
                        .map(it -> new CopyTask.Throttle(
                                rendering.text(it.reason()),
                                rendering.query(it.query(), node).sql()))
                        .toList());
    }

    private CopyTask.Field field(CopyColumn column, Node node) {
        String name = column.name().value();
        return new CopyTask.Field(
                name,
                column.expression()
                        .map(expression -> rendering.fragment(expression, node))
                        .orElse(CopyTask.name(name)));
    }

    @Override
    public PlannedAction verify(Verify verify) {
        Map<String, Statement> onMismatch = new LinkedHashMap<>();
        List<NodePlan> nodes = onEach(verify.placement(), node -> {
            verify.onMismatch().ifPresent(island -> onMismatch.put(node.id(), rendering.query(island, node)));
            return new NodePlan(node, List.of(rendering.query(verify.query(), node)), List.of());
        });
        return new PlannedAction.Verify(
                heading(verify, rendering.text(verify.text())),
                placed(verify.placement(), nodes, verify.options()),
                verify.expectation(),
                onMismatch,
                verify.warnOnly());
    }

    @Override
    public PlannedAction verifyCopy(VerifyCopy verify) {
        CopyAt above = copies.get(verify.copy().value());
        Copy copy = above.copy();
        List<NodePlan> nodes = onEach(
                copy.placement(),
                node -> new NodePlan(
                        node, VerifyCopyPreview.of(verify, copy, task(copy, node), run, above.index()), List.of()));
        return new PlannedAction.VerifyCopy(
                heading(verify, ""),
                placed(copy.placement(), nodes, verify.options()),
                verify.copy().value(),
                verify.byPartition(),
                verify.withoutChecksum());
    }

    @Override
    public PlannedAction waiting(Wait wait) {
        List<NodePlan> nodes = onEach(
                wait.placement(), node -> new NodePlan(node, List.of(rendering.query(wait.query(), node)), List.of()));
        return new PlannedAction.Wait(
                heading(wait, rendering.text(wait.text())),
                placed(wait.placement(), nodes, wait.options()),
                wait.every(),
                wait.timeout());
    }

    @Override
    public PlannedAction confirm(Confirm confirm) {
        String question = rendering.text(confirm.question());
        return new PlannedAction.Confirm(heading(confirm, question), question);
    }

    @Override
    public PlannedAction swap(Swap swap) {
        Map<String, PlannedAction.Swap.Tables> tables = new LinkedHashMap<>();
        List<NodePlan> nodes = onEach(swap.placement(), node -> {
            var pair = new PlannedAction.Swap.Tables(
                    rendering.table(swap.first(), node), rendering.table(swap.second(), node));
            tables.put(node.id(), pair);
            // The same statement there and back.
            Statement exchange = new Statement(
                    0, "EXCHANGE TABLES %s AND %s".formatted(pair.first(), pair.second()), swap.location());
            return new NodePlan(node, List.of(exchange), List.of(exchange));
        });
        return new PlannedAction.Swap(
                heading(swap, rendering.text(swap.text())), placed(swap.placement(), nodes, swap.options()), tables);
    }

    private Heading heading(Action action, String description) {
        return new Heading(index, action.name().value(), description, action.location());
    }

    private Placed placed(Placement placement, List<NodePlan> nodes, ActionOptions options) {
        // SETTINGS are ClickHouse's; PostgreSQL would refuse them.
        boolean onServers = nodes.stream().noneMatch(it -> it.node().isPostgres());
        boolean once = placement.target() instanceof Target.AnyNode || !onServers;
        return new Placed(nodes, onServers ? rendering.settings(options) : Map.of(), placement.atOnce(), options, once);
    }

    /** @throws LanguageException at the target, when this cluster has no such node */
    private List<NodePlan> onEach(Placement placement, Function<Node, NodePlan> work) {
        return targets.resolve(placement.target()).stream().map(work).toList();
    }

    private static Optional<Island> rollbackOf(Optional<Rollback> rollback) {
        return rollback.filter(Rollback.Statements.class::isInstance)
                .map(Rollback.Statements.class::cast)
                .map(Rollback.Statements::island);
    }

    private Undo undo(Optional<Rollback> rollback) {
        if (rollback.orElse(null) instanceof Rollback.None none) {
            return Undo.nothing(rendering.text(none.because()));
        }
        return rollbackOf(rollback).isPresent() ? Undo.STATEMENTS : Undo.IMPOSSIBLE;
    }
}
