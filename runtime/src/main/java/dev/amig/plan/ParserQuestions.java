package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.cluster.TargetResolver;
import dev.amig.language.analysis.SqlStatement;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Location;
import dev.amig.language.template.TemplateException;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.RowLoop;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Target;
import dev.amig.language.tree.Verify;
import dev.amig.language.tree.VerifyCopy;
import dev.amig.language.tree.Wait;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Every SQL text that a migration sends to ClickHouse on any node, each once, for a parser that is asked before anything runs. What
 * amig writes itself is left out, but for a copy's {@code INSERT}, which holds expressions of the author. PostgreSQL's SQL is not
 * ClickHouse's.
 */
public final class ParserQuestions implements Action.Visitor<Void> {
    private final ValidMigration valid;
    private final TargetResolver targets;
    private final TemplateModels models;
    private final Map<String, ParserQuestion> found = new LinkedHashMap<>();
    private final Set<Location> unknown = new HashSet<>();

    private ParserQuestions(ValidMigration valid, PlanRequest request) {
        this.valid = valid;
        this.targets = new TargetResolver(valid.source(), request.cluster(), request.replicas());
        this.models = new TemplateModels(request, valid.parameters(request.parameters()));
    }

    /**
     * @param questions in the file's order
     * @param unknown   islands of {@code FOR EACH ROW} that cannot be rendered without its rows
     */
    public record Asked(List<ParserQuestion> questions, Set<Location> unknown) {}

    /** @throws LanguageException with the place of whatever does not fit this cluster, as {@link Planner} throws it */
    public static Asked of(ValidMigration valid, PlanRequest request) {
        Planner.plan(valid, request);
        var questions = new ParserQuestions(valid, request);
        questions.header(valid.migration());
        valid.migration().allActions().forEach(it -> it.accept(questions));
        return new Asked(List.copyOf(questions.found.values()), Set.copyOf(questions.unknown));
    }

    private void header(Migration migration) {
        migration.requiredWhen().ifPresent(it -> query(it.location(), it.placement(), it.query()));
        migration.prechecks().forEach(it -> query(it.location(), it.placement(), it.query()));
        migration.healthChecks().forEach(it -> query(it.location(), it.placement(), it.query()));
        migration.progress().ifPresent(it -> query(it.location(), it.placement(), it.query()));
    }

    @Override
    public Void step(Step step) {
        Optional<RowLoop> loop = step.forEachRow();
        loop.ifPresent(it -> query(it.location(), it.placement().or(() -> Optional.of(step.placement())), it.query()));
        Function<Node, Map<String, Object>> model =
                node -> loop.map(it -> models.of(node, standIns(it))).orElseGet(() -> models.of(node));
        each(step.placement(), node -> island(step.statements(), node, model.apply(node), loop.isPresent()));
        rollback(step.rollback(), step.placement(), model, loop.isPresent());
        return null;
    }

    /** Each column by its own name: it may stand where a name, a type or an expression is wanted. */
    private static Map<String, Object> standIns(RowLoop loop) {
        Map<String, Object> row = new HashMap<>();
        loop.columns().forEach(it -> row.put(it.value(), it.value()));
        return row;
    }

    @Override
    public Void copy(Copy copy) {
        each(copy.placement(), node -> {
            add(new CopyStatement(valid, copy, models.of(node)).question(node));
            copy.throttles().forEach(it -> island(it.query(), node, models.of(node), false));
        });
        rollback(copy.rollback(), copy.placement(), models::of, false);
        return null;
    }

    @Override
    public Void verify(Verify verify) {
        each(verify.placement(), node -> {
            island(verify.query(), node, models.of(node), false);
            verify.onMismatch().ifPresent(it -> island(it, node, models.of(node), false));
        });
        return null;
    }

    @Override
    public Void verifyCopy(VerifyCopy verifyCopy) {
        return null;
    }

    @Override
    public Void waiting(Wait wait) {
        each(wait.placement(), node -> island(wait.query(), node, models.of(node), false));
        return null;
    }

    @Override
    public Void confirm(Confirm confirm) {
        return null;
    }

    @Override
    public Void swap(Swap swap) {
        return null;
    }

    private void query(Location location, Optional<Placement> placement, Island query) {
        Target target = placement.map(Placement::target).orElse(new Target.AnyNode(location));
        each(target, node -> island(query, node, models.of(node), false));
    }

    private void rollback(
            Optional<Rollback> rollback,
            Placement placement,
            Function<Node, Map<String, Object>> model,
            boolean standIns) {
        if (rollback.orElse(null) instanceof Rollback.Statements statements) {
            each(placement, node -> island(statements.island(), node, model.apply(node), standIns));
        }
    }

    private void each(Placement placement, Consumer<Node> work) {
        each(placement.target(), work);
    }

    private void each(Target target, Consumer<Node> work) {
        targets.resolve(target).stream().filter(it -> !it.isPostgres()).forEach(work);
    }

    private void island(Island island, Node node, Map<String, Object> model, boolean standIns) {
        try {
            for (SqlStatement it : valid.render(island, model).statements()) {
                add(new ParserQuestion(it.text(), node, it.location(), it::locatePosition, standIns));
            }
        } catch (TemplateException e) {
            // Planner has rendered everything but rows: a template that counts with their values cannot take a name for
            // one.
            unknown.add(island.location());
        }
    }

    private void add(ParserQuestion question) {
        found.putIfAbsent(question.location() + "\n" + question.sql(), question);
    }
}
