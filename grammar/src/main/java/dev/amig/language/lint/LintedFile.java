package dev.amig.language.lint;

import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.source.Source;
import dev.amig.language.sql.QualifiedName;
import dev.amig.language.template.TemplateException;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.TableName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A migration as rules look at it: its tree, and the SQL of its islands. */
public final class LintedFile {
    private final ValidMigration valid;
    private final Optional<Map<String, Object>> model;
    private final List<LintedSql> sql;
    /** By identity: actions are deep records, and there may be thousands. */
    private final Map<Action, List<LintedSql>> byAction = new IdentityHashMap<>();

    private final Set<String> namesRead;

    LintedFile(ValidMigration valid, TemplateLibrary templates) {
        this.valid = valid;
        this.model = StandIns.model(valid);
        this.sql = model.map(it -> SqlOfFile.of(valid, it)).orElse(List.of());
        sql.forEach(it -> it.action()
                .ifPresent(action -> byAction.computeIfAbsent(action, key -> new ArrayList<>())
                        .add(it)));
        this.namesRead = namesRead(valid, templates);
    }

    public Source source() {
        return valid.source();
    }

    public Migration migration() {
        return valid.migration();
    }

    /** {@code 0002_events_order_by_event}. */
    public String name() {
        return valid.name();
    }

    /** Every SQL text in the file's order, but for what cannot be rendered without a server's answer. */
    public List<LintedSql> sql() {
        return sql;
    }

    public List<LintedSql> sql(Use use) {
        return sql.stream().filter(it -> it.use() == use).toList();
    }

    public List<LintedSql> sql(Action action, Use use) {
        return sql(action).stream().filter(it -> it.use() == use).toList();
    }

    /** Of an action of this very file, in the file's order. */
    public List<LintedSql> sql(Action action) {
        return byAction.getOrDefault(action, List.of());
    }

    /** The table that a name outside islands comes to. */
    public Optional<QualifiedName> table(TableName name) {
        try {
            return model.map(it -> QualifiedName.parse(valid.render(name.template(), it)));
        } catch (TemplateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** It stands in {@code FINALIZE}. */
    public boolean isFinal(Action action) {
        return migration()
                .finalization()
                .filter(it -> it.actions().contains(action))
                .isPresent();
    }

    /** The name is read by a template of the file, or by a template file that it calls. */
    public boolean reads(String name) {
        return namesRead.contains(name);
    }

    private static Set<String> namesRead(ValidMigration valid, TemplateLibrary templates) {
        var read = new HashSet<String>();
        var todo = new ArrayDeque<>(valid.namesRead());
        while (!todo.isEmpty()) {
            String name = todo.poll();
            if (read.add(name) && templates.namespaces().contains(name)) {
                todo.addAll(templates.readBy(name));
            }
        }
        return read;
    }

    @Override
    public String toString() {
        return name();
    }
}
