package dev.amig.language.analysis;

import dev.amig.language.tree.Action;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.Setting;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Text;
import dev.amig.language.tree.Verify;
import java.util.ArrayList;
import java.util.List;

/** Everything in a migration that is a template, in the file's order. Version ranges and names are none. */
final class TemplateElements implements Action.Visitor<Void> {
    private final List<Island> islands = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();

    static TemplateElements of(Migration migration) {
        var elements = new TemplateElements();
        migration.description().ifPresent(elements.texts::add);
        for (var param : migration.params()) {
            param.defaultValue().ifPresent(elements.texts::add);
            param.description().ifPresent(elements.texts::add);
        }
        elements.settings(migration.settings());
        migration.requiredWhen().ifPresent(it -> elements.islands.add(it.query()));
        migration.actions().forEach(it -> it.accept(elements));
        return elements;
    }

    List<Island> islands() {
        return islands;
    }

    List<Text> texts() {
        return texts;
    }

    @Override
    public Void step(Step step) {
        step.text().ifPresent(texts::add);
        settings(step.options().settings());
        islands.add(step.statements());
        step.rollback().ifPresent(this::rollback);
        return null;
    }

    @Override
    public Void verify(Verify verify) {
        verify.text().ifPresent(texts::add);
        settings(verify.options().settings());
        islands.add(verify.query());
        verify.onMismatch().ifPresent(islands::add);
        return null;
    }

    @Override
    public Void confirm(Confirm confirm) {
        texts.add(confirm.question());
        return null;
    }

    private void settings(List<Setting> settings) {
        settings.forEach(it -> texts.add(it.value()));
    }

    private void rollback(Rollback rollback) {
        if (rollback instanceof Rollback.Statements statements) {
            islands.add(statements.island());
        } else if (rollback instanceof Rollback.None none) {
            texts.add(none.because());
        }
    }
}
