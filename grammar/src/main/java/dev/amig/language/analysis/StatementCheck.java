package dev.amig.language.analysis;

import dev.amig.language.sql.StatementSplitter;
import dev.amig.language.template.CompiledTemplate;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Setting;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Verify;
import dev.amig.language.tree.VerifyCopy;
import dev.amig.language.tree.Wait;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Islands that hold something, queries that are one, settings that are given once. */
final class StatementCheck implements Action.Visitor<Void> {
    private final Problems problems;
    private final Templates templates;

    StatementCheck(Problems problems, Templates templates) {
        this.problems = problems;
        this.templates = templates;
    }

    void check(Migration migration) {
        settings(migration.settings());
        migration.requiredWhen().ifPresent(it -> query(it.query(), "REQUIRED WHEN"));
        migration.prechecks().forEach(it -> query(it.query(), "PRECHECK"));
        migration.healthChecks().forEach(it -> query(it.query(), "HEALTHCHECK"));
        migration.progress().ifPresent(it -> query(it.query(), "PROGRESS"));
        TemplateElements.of(migration).islands().forEach(this::holdsSomething);
        migration.allActions().forEach(it -> it.accept(this));
    }

    @Override
    public Void step(Step step) {
        settings(step.options().settings());
        step.forEachRow().ifPresent(it -> query(it.query(), "FOR EACH ROW"));
        return null;
    }

    @Override
    public Void copy(Copy copy) {
        settings(copy.options().settings());
        copy.where().ifPresent(it -> query(it, "WHERE", "predicate"));
        copy.throttles().forEach(it -> query(it.query(), "THROTTLE"));
        return null;
    }

    @Override
    public Void verify(Verify verify) {
        settings(verify.options().settings());
        query(verify.query(), "VERIFY");
        verify.onMismatch().ifPresent(it -> query(it, "ON MISMATCH"));
        return null;
    }

    @Override
    public Void verifyCopy(VerifyCopy verifyCopy) {
        settings(verifyCopy.options().settings());
        return null;
    }

    @Override
    public Void waiting(Wait wait) {
        settings(wait.options().settings());
        query(wait.query(), "WAIT");
        return null;
    }

    @Override
    public Void swap(Swap swap) {
        settings(swap.options().settings());
        return null;
    }

    @Override
    public Void confirm(Confirm confirm) {
        return null;
    }

    private void settings(List<Setting> settings) {
        Set<String> seen = new HashSet<>();
        for (Setting it : settings) {
            if (!seen.add(it.name().value())) {
                problems.add(it.name().location(), "setting %s is given twice".formatted(it.name()));
            }
        }
    }

    private void holdsSomething(Island island) {
        if (templates.known(island).filter(it -> statements(it) == 0).isPresent()) {
            problems.add(island.location(), "this island holds no statement, only comments");
        }
    }

    private void query(Island island, String what) {
        query(island, what, "query");
    }

    private void query(Island island, String what, String kind) {
        int statements = templates.known(island).map(StatementCheck::statements).orElse(1);
        if (statements > 1) {
            problems.add(island.location(), "%s takes one %s, found %d statements".formatted(what, kind, statements));
        }
    }

    /** What a template will write is not known yet: 1. */
    private static int statements(CompiledTemplate template) {
        return template.isPlain()
                ? StatementSplitter.split(template.render(Map.of()).text()).size()
                : 1;
    }
}
