package dev.amig.language;

import dev.amig.language.sql.Identifiers;
import dev.amig.language.sql.Literals;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.ActionOptions;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Expectation;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Param;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.Setting;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Target;
import dev.amig.language.tree.Text;
import dev.amig.language.tree.Verify;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A tree as {@code .amig} text, in one way only: for tests that read what they have written. */
final class AmigText implements Action.Visitor<String>, Target.Visitor<String> {
    private AmigText() {}

    static String of(Migration migration) {
        var printer = new AmigText();
        var text = new StringBuilder("MIGRATION " + name(migration.name()));
        migration.description().ifPresent(it -> text.append("\n  DESCRIPTION ").append(quoted(it)));
        if (!migration.dependsOn().isEmpty()) {
            text.append("\n  DEPENDS ON ").append(joined(migration.dependsOn(), AmigText::name));
        }
        migration
                .applicationVersion()
                .ifPresent(it -> text.append("\n  APPLICATION VERSION ").append(quoted(it)));
        if (!migration.requires().isEmpty()) {
            text.append("\n  REQUIRES ")
                    .append(joined(migration.requires(), it -> name(it.service()) + " " + quoted(it.versionRange())));
        }
        migration.cluster().ifPresent(it -> text.append("\n  CLUSTER ").append(name(it)));
        text.append(";\n");
        migration.params().forEach(it -> text.append(param(it)).append(";\n"));
        text.append(settings(migration.settings())).append(migration.settings().isEmpty() ? "" : ";\n");
        migration
                .requiredWhen()
                .ifPresent(it -> text.append("REQUIRED WHEN ")
                        .append(it.placement().map(printer::placement).orElse(""))
                        .append(island(it.query()))
                        .append(";\n"));
        migration.actions().forEach(it -> text.append(it.accept(printer)).append(";\n"));
        return text.toString();
    }

    private static String param(Param it) {
        return "PARAM %s %s%s%s"
                .formatted(
                        name(it.name()),
                        it.type(),
                        it.defaultValue().map(value -> " = " + quoted(value)).orElse(""),
                        it.description()
                                .map(value -> " DESCRIPTION " + quoted(value))
                                .orElse(""));
    }

    @Override
    public String step(Step it) {
        return "STEP " + name(it.name())
                + it.text().map(text -> " " + quoted(text)).orElse("") + " " + placement(it.placement())
                + options(it.options()) + island(it.statements())
                + it.rollback().map(AmigText::rollback).orElse("");
    }

    @Override
    public String verify(Verify it) {
        return "VERIFY " + name(it.name())
                + it.text().map(text -> " " + quoted(text)).orElse("") + " " + placement(it.placement())
                + options(it.options()) + island(it.query()) + "\nEXPECT " + expectation(it.expectation())
                + it.onMismatch().map(query -> "\nON MISMATCH " + island(query)).orElse("")
                + (it.warnOnly() ? " WARN ONLY" : "");
    }

    @Override
    public String confirm(Confirm it) {
        return "CONFIRM " + quoted(it.question());
    }

    private static String rollback(Rollback it) {
        if (it instanceof Rollback.Statements statements) {
            return "\nROLLBACK " + island(statements.island());
        }
        return it instanceof Rollback.None none ? "\nROLLBACK NONE BECAUSE " + quoted(none.because()) : " IRREVERSIBLE";
    }

    private static String expectation(Expectation it) {
        if (it instanceof Expectation.Compared compared) {
            return compared.comparison().symbol() + " " + Literals.quote(compared.value());
        } else if (it instanceof Expectation.NoRows) {
            return "NO ROWS";
        } else if (it instanceof Expectation.Rows) {
            return "ROWS";
        }
        return it instanceof Expectation.IsTrue ? "TRUE" : "SAME ON EVERY NODE";
    }

    private static String options(ActionOptions it) {
        return (it.settings().isEmpty() ? "" : settings(it.settings()) + " ")
                + it.timeout().map(timeout -> "TIMEOUT " + duration(timeout)).orElse("")
                + it.retry()
                        .map(retry -> "RETRY " + retry.times() + " TIMES "
                                + retry.every()
                                        .map(every -> "EVERY " + duration(every))
                                        .orElse(""))
                        .orElse("")
                + it.onError().map(onError -> "ON ERROR " + onError + " ").orElse("")
                + (it.idempotent() ? "IDEMPOTENT " : "");
    }

    private static String settings(List<Setting> settings) {
        return settings.isEmpty()
                ? ""
                : "SETTINGS " + joined(settings, it -> name(it.name()) + " = " + quoted(it.value()));
    }

    private static String duration(Duration duration) {
        return duration.toSeconds() + " SECONDS ";
    }

    private String placement(Placement it) {
        String atOnce = it.atOnce().isPresent() ? " AT ONCE " + it.atOnce().getAsInt() : "";
        return "ON " + it.target().accept(this) + atOnce + " ";
    }

    @Override
    public String anyNode(Target.AnyNode target) {
        return "ANY NODE";
    }

    @Override
    public String eachShard(Target.EachShard target) {
        return "EACH SHARD";
    }

    @Override
    public String eachReplica(Target.EachReplica target) {
        return "EACH REPLICA";
    }

    @Override
    public String otherReplicas(Target.OtherReplicas target) {
        return "OTHER REPLICAS";
    }

    @Override
    public String shardList(Target.ShardList target) {
        return "SHARDS "
                + joined(
                        target.shards(),
                        it -> it.first() == it.last() ? "" + it.first() : it.first() + ".." + it.last());
    }

    @Override
    public String oneReplica(Target.OneReplica target) {
        return "SHARD " + target.shard() + " REPLICA " + target.replica();
    }

    @Override
    public String onPostgres(Target.OnPostgres target) {
        return "POSTGRES " + target.database().map(AmigText::name).orElse("");
    }

    private static String name(Name name) {
        return Identifiers.quote(name.value());
    }

    private static String quoted(Text text) {
        return Literals.quote(text.value());
    }

    private static String island(Island island) {
        return (island.raw() ? "RAW " : "") + "{\n" + island.text() + "\n}";
    }

    private static <T> String joined(List<T> items, java.util.function.Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(", "));
    }
}
