package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.cluster.TargetResolver;
import dev.amig.language.analysis.SqlStatement;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.LanguageException;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.ActionOptions;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.RequiredWhen;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.Setting;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Target;
import dev.amig.language.tree.Text;
import dev.amig.language.tree.Verify;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Works a checked migration out for one cluster. Needs no server: the same request gives the same plan, always. */
public final class Planner {
    private final ValidMigration valid;
    private final PlanRequest request;
    private final TargetResolver targets;
    private final TemplateModels models;
    private final Map<String, Object> parameters;

    private Planner(ValidMigration valid, PlanRequest request) {
        this.valid = valid;
        this.request = request;
        this.targets = new TargetResolver(valid.source(), request.cluster(), request.replicas());
        this.parameters = valid.parameters(request.parameters());
        this.models = new TemplateModels(request, parameters);
    }

    /**
     * @throws LanguageException with the place of whatever does not fit this cluster: a parameter, a target, a template
     */
    public static Plan plan(ValidMigration valid, PlanRequest request) {
        return new Planner(valid, request).plan();
    }

    private Plan plan() {
        Migration migration = valid.migration();
        List<PlannedAction> actions = new ArrayList<>();
        for (Action action : migration.actions()) {
            actions.add(planned(action, actions.size()));
        }
        List<NodePlan> requiredWhen =
                migration.requiredWhen().map(this::requiredWhen).orElse(List.of());
        return new Plan(
                migration.name().value(),
                text(migration.description()),
                valid.source().name(),
                PlanChecksum.of(valid.checksum(), requiredWhen, actions),
                request.cluster().name(),
                request.cluster().nodes(),
                parameters,
                migration.dependsOn().stream().map(Name::value).toList(),
                migration.applicationVersion().map(Text::value),
                migration.requires(),
                requiredWhen,
                actions);
    }

    private PlannedAction planned(Action action, int index) {
        return action.accept(new Action.Visitor<>() {
            @Override
            public PlannedAction step(Step step) {
                return plannedStep(step, heading(step, index, text(step.text())));
            }

            @Override
            public PlannedAction verify(Verify verify) {
                return plannedVerify(verify, heading(verify, index, text(verify.text())));
            }

            @Override
            public PlannedAction confirm(Confirm confirm) {
                String question = valid.render(confirm.question(), models.shared());
                return new PlannedAction.Confirm(heading(confirm, index, question), question);
            }
        });
    }

    private static PlannedAction.Heading heading(Action action, int index, String description) {
        return new PlannedAction.Heading(index, action.name().value(), description, action.location());
    }

    private PlannedAction plannedStep(Step step, PlannedAction.Heading heading) {
        Optional<Island> undo = step.rollback()
                .filter(Rollback.Statements.class::isInstance)
                .map(Rollback.Statements.class::cast)
                .map(Rollback.Statements::island);
        List<NodePlan> nodes = new ArrayList<>();
        for (Node node : targets.resolve(step.placement().target())) {
            List<Statement> rollback =
                    undo.map(island -> statements(island, node)).orElse(List.of());
            nodes.add(new NodePlan(node, statements(step.statements(), node), rollback));
        }
        Optional<String> because = step.rollback()
                .filter(Rollback.None.class::isInstance)
                .map(Rollback.None.class::cast)
                .map(none -> valid.render(none.because(), models.shared()));
        return new PlannedAction.Step(
                heading,
                nodes,
                settings(step.options()),
                step.placement().atOnce(),
                step.options(),
                because,
                undo.isPresent() || because.isPresent());
    }

    private PlannedAction plannedVerify(Verify verify, PlannedAction.Heading heading) {
        List<NodePlan> nodes = new ArrayList<>();
        Map<String, Statement> onMismatch = new LinkedHashMap<>();
        for (Node node : targets.resolve(verify.placement().target())) {
            nodes.add(new NodePlan(node, List.of(query(verify.query(), node)), List.of()));
            verify.onMismatch().ifPresent(island -> onMismatch.put(node.id(), query(island, node)));
        }
        return new PlannedAction.Verify(
                heading,
                nodes,
                settings(verify.options()),
                verify.placement().atOnce(),
                verify.options(),
                verify.expectation(),
                onMismatch,
                verify.warnOnly());
    }

    private List<NodePlan> requiredWhen(RequiredWhen requirement) {
        Placement placement = requirement
                .placement()
                .orElse(new Placement(new Target.AnyNode(requirement.location()), OptionalInt.empty()));
        return targets.resolve(placement.target()).stream()
                .map(node -> new NodePlan(node, List.of(query(requirement.query(), node)), List.of()))
                .toList();
    }

    private List<Statement> statements(Island island, Node node) {
        List<Statement> statements = new ArrayList<>();
        for (SqlStatement sql : valid.render(island, models.of(node)).statements()) {
            statements.add(new Statement(statements.size(), sql.text(), sql.location()));
        }
        return statements;
    }

    private Statement query(Island island, Node node) {
        List<Statement> statements = statements(island, node);
        if (statements.size() != 1) {
            throw new LanguageException(List.of(valid.source()
                    .problem(
                            island.location(),
                            "exactly one query belongs here, found " + statements.size() + " statements")
                    .withHint("put further statements into a STEP of their own")));
        }
        return statements.get(0);
    }

    private Map<String, String> settings(ActionOptions options) {
        Map<String, String> merged = new LinkedHashMap<>(request.settings());
        for (Setting setting : valid.migration().settings()) {
            merged.put(setting.name().value(), valid.render(setting.value(), models.shared()));
        }
        for (Setting setting : options.settings()) {
            merged.put(setting.name().value(), valid.render(setting.value(), models.shared()));
        }
        return merged;
    }

    private String text(Optional<Text> text) {
        return text.map(template -> valid.render(template, models.shared())).orElse("");
    }
}
