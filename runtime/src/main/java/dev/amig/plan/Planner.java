package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.cluster.TargetResolver;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Location;
import dev.amig.language.tree.Finalization;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.RequiredWhen;
import dev.amig.language.tree.Target;
import dev.amig.language.tree.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works a checked migration out for one cluster. Needs no server: the same request gives the same plan, always. */
public final class Planner {
    private final ValidMigration valid;
    private final PlanRequest request;
    private final TargetResolver targets;
    private final Rendering rendering;
    private final Map<String, Object> parameters;

    private Planner(ValidMigration valid, PlanRequest request) {
        this.valid = valid;
        this.request = request;
        this.targets = new TargetResolver(valid.source(), request.cluster(), request.replicas());
        this.parameters = valid.parameters(request.parameters());
        this.rendering = new Rendering(valid, new TemplateModels(request, parameters), request.settings());
    }

    /**
     * @throws LanguageException with the place of whatever does not fit this cluster: a parameter, a target, a template
     */
    public static Plan plan(ValidMigration valid, PlanRequest request) {
        return new Planner(valid, request).plan();
    }

    private Plan plan() {
        Migration migration = valid.migration();
        var actionPlanner = new ActionPlanner(targets, rendering, request.run().id());
        List<PlannedAction> actions = actionPlanner.plan(migration.actions());
        List<PlannedAction> finalActions = actionPlanner.plan(
                migration.finalization().map(Finalization::actions).orElse(List.of()));
        List<NodePlan> requiredWhen =
                migration.requiredWhen().map(this::requiredWhen).orElse(List.of());
        List<PlannedCheck> prechecks = migration.prechecks().stream()
                .map(it ->
                        check(it.location(), it.placement(), it.query(), Optional.of(it.message()), Optional.empty()))
                .toList();
        List<PlannedCheck> healthChecks = migration.healthChecks().stream()
                .map(it -> check(it.location(), it.placement(), it.query(), Optional.of(it.message()), it.every()))
                .toList();
        Optional<PlannedCheck> progress = migration
                .progress()
                .map(it -> check(it.location(), it.placement(), it.query(), Optional.empty(), Optional.empty()));
        return new Plan(
                migration.name().value(),
                rendering.text(migration.description()),
                valid.source().name(),
                PlanChecksum.of(valid.checksum(), requiredWhen, actions, finalActions),
                request.cluster().name(),
                request.cluster().nodes(),
                parameters,
                migration.dependsOn().stream().map(Name::value).toList(),
                migration.applicationVersion().map(Text::value),
                migration.requires(),
                requiredWhen,
                prechecks,
                healthChecks,
                progress,
                actions,
                migration.finalization().map(it -> rendering.text(it.text())).orElse(""),
                finalActions);
    }

    private List<NodePlan> requiredWhen(RequiredWhen requirement) {
        return nodes(requirement.location(), requirement.placement()).stream()
                .map(node -> new NodePlan(node, List.of(rendering.query(requirement.query(), node)), List.of()))
                .toList();
    }

    private PlannedCheck check(
            Location location,
            Optional<Placement> placement,
            Island query,
            Optional<Text> message,
            Optional<Duration> every) {
        List<PlannedCheck.Question> questions = nodes(location, placement).stream()
                .map(node -> new PlannedCheck.Question(
                        node,
                        rendering.query(query, node),
                        message.map(it -> rendering.text(it, node)).orElse("")))
                .toList();
        return new PlannedCheck(location, questions, every);
    }

    private List<Node> nodes(Location location, Optional<Placement> placement) {
        return targets.resolve(placement.map(Placement::target).orElse(new Target.AnyNode(location)));
    }
}
