package dev.amig.language.analysis;

import dev.amig.language.tree.Action;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.Finalization;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.Setting;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Text;
import dev.amig.language.tree.Verify;
import dev.amig.language.tree.VerifyCopy;
import dev.amig.language.tree.Wait;
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
        for (var check : migration.prechecks()) {
            elements.texts.add(check.message());
            elements.islands.add(check.query());
        }
        for (var check : migration.healthChecks()) {
            elements.texts.add(check.message());
            elements.islands.add(check.query());
        }
        migration.progress().ifPresent(it -> elements.islands.add(it.query()));
        migration.actions().forEach(it -> it.accept(elements));
        migration.finalization().ifPresent(elements::finalization);
        return elements;
    }

    private void finalization(Finalization finalization) {
        texts.add(finalization.text());
        finalization.actions().forEach(it -> it.accept(this));
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
        step.forEachRow().ifPresent(it -> islands.add(it.query()));
        islands.add(step.statements());
        step.rollback().ifPresent(this::rollback);
        return null;
    }

    @Override
    public Void copy(Copy copy) {
        copy.text().ifPresent(texts::add);
        texts.add(copy.source().template());
        texts.add(copy.destination().template());
        copy.columns().stream()
                .flatMap(List::stream)
                .forEach(it -> it.expression().ifPresent(islands::add));
        copy.where().ifPresent(islands::add);
        for (var throttle : copy.throttles()) {
            texts.add(throttle.reason());
            islands.add(throttle.query());
        }
        settings(copy.options().settings());
        copy.rollback().ifPresent(this::rollback);
        return null;
    }

    @Override
    public Void verifyCopy(VerifyCopy verifyCopy) {
        settings(verifyCopy.options().settings());
        return null;
    }

    @Override
    public Void waiting(Wait wait) {
        wait.text().ifPresent(texts::add);
        settings(wait.options().settings());
        islands.add(wait.query());
        return null;
    }

    @Override
    public Void swap(Swap swap) {
        swap.text().ifPresent(texts::add);
        texts.add(swap.first().template());
        texts.add(swap.second().template());
        settings(swap.options().settings());
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
