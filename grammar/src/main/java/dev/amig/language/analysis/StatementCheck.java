package dev.amig.language.analysis;

import dev.amig.language.sql.StatementSplitter;
import dev.amig.language.template.CompiledTemplate;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Setting;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Verify;
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
        TemplateElements.of(migration).islands().forEach(this::holdsSomething);
        migration.actions().forEach(it -> it.accept(this));
    }

    @Override
    public Void step(Step step) {
        settings(step.options().settings());
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
        int statements = templates.known(island).map(StatementCheck::statements).orElse(1);
        if (statements > 1) {
            problems.add(island.location(), "%s takes one query, found %d statements".formatted(what, statements));
        }
    }

    /** What a template will write is not known yet: 1. */
    private static int statements(CompiledTemplate template) {
        return template.isPlain()
                ? StatementSplitter.split(template.render(Map.of()).text()).size()
                : 1;
    }
}
