package dev.amig.language.lint;

import dev.amig.language.analysis.SqlStatement;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.template.TemplateException;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Target;
import dev.amig.language.tree.Verify;
import dev.amig.language.tree.VerifyCopy;
import dev.amig.language.tree.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders every island of a migration with stand-ins, in the file's order. One that needs more than them is left out. */
final class SqlOfFile implements Action.Visitor<Void> {
    private final ValidMigration valid;
    private final Map<String, Object> model;
    private final List<LintedSql> found = new ArrayList<>();

    private SqlOfFile(ValidMigration valid, Map<String, Object> model) {
        this.valid = valid;
        this.model = model;
    }

    static List<LintedSql> of(ValidMigration valid, Map<String, Object> model) {
        var sql = new SqlOfFile(valid, model);
        Migration migration = valid.migration();
        migration.requiredWhen().ifPresent(it -> sql.header(it.query(), it.placement()));
        migration.prechecks().forEach(it -> sql.header(it.query(), it.placement()));
        migration.healthChecks().forEach(it -> sql.header(it.query(), it.placement()));
        migration.progress().ifPresent(it -> sql.header(it.query(), it.placement()));
        migration.allActions().forEach(it -> it.accept(sql));
        return List.copyOf(sql.found);
    }

    @Override
    public Void step(Step step) {
        Map<String, Object> inside =
                step.forEachRow().map(loop -> StandIns.withRow(model, loop)).orElse(model);
        step.forEachRow().ifPresent(it -> add(it.query(), Use.QUERY, step, it.placement(), model));
        add(step.statements(), Use.STATEMENT, step, Optional.of(step.placement()), inside);
        rollback(step, step.rollback(), step.placement(), inside);
        return null;
    }

    @Override
    public Void copy(Copy copy) {
        Optional<Placement> placement = Optional.of(copy.placement());
        copy.columns().stream()
                .flatMap(List::stream)
                .flatMap(it -> it.expression().stream())
                .forEach(it -> add(it, Use.FRAGMENT, copy, placement, model));
        copy.where().ifPresent(it -> add(it, Use.FRAGMENT, copy, placement, model));
        copy.throttles().forEach(it -> add(it.query(), Use.QUERY, copy, placement, model));
        rollback(copy, copy.rollback(), copy.placement(), model);
        return null;
    }

    @Override
    public Void verify(Verify verify) {
        Optional<Placement> placement = Optional.of(verify.placement());
        add(verify.query(), Use.QUERY, verify, placement, model);
        verify.onMismatch().ifPresent(it -> add(it, Use.QUERY, verify, placement, model));
        return null;
    }

    @Override
    public Void verifyCopy(VerifyCopy verifyCopy) {
        return null;
    }

    @Override
    public Void waiting(Wait wait) {
        add(wait.query(), Use.QUERY, wait, Optional.of(wait.placement()), model);
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

    private void header(Island query, Optional<Placement> placement) {
        add(query, Use.QUERY, Optional.empty(), placement.map(Placement::target), model);
    }

    private void rollback(Action action, Optional<Rollback> rollback, Placement placement, Map<String, Object> inside) {
        if (rollback.orElse(null) instanceof Rollback.Statements statements) {
            add(statements.island(), Use.ROLLBACK, action, Optional.of(placement), inside);
        }
    }

    private void add(Island island, Use use, Action action, Optional<Placement> where, Map<String, Object> with) {
        add(island, use, Optional.of(action), where.map(Placement::target), with);
    }

    private void add(
            Island island, Use use, Optional<Action> action, Optional<Target> target, Map<String, Object> with) {
        try {
            for (SqlStatement it : valid.render(island, with).statements()) {
                found.add(new LintedSql(valid.source(), it, use, action, target));
            }
        } catch (TemplateException e) {
            // It computes with values that only a cluster has. The planner renders it again, with them.
        }
    }
}
