package dev.amig.language;

import dev.amig.language.sql.Identifiers;
import dev.amig.language.sql.Literals;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.ActionOptions;
import dev.amig.language.tree.ChunkSize;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.CopyColumn;
import dev.amig.language.tree.Expectation;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Param;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.RowLoop;
import dev.amig.language.tree.Setting;
import dev.amig.language.tree.Step;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Target;
import dev.amig.language.tree.Text;
import dev.amig.language.tree.Verify;
import dev.amig.language.tree.VerifyCopy;
import dev.amig.language.tree.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        migration
                .prechecks()
                .forEach(it -> text.append("PRECHECK %s %s%s;\n"
                        .formatted(quoted(it.message()), printer.placement(it.placement()), island(it.query()))));
        migration
                .healthChecks()
                .forEach(it -> text.append("HEALTHCHECK %s %s%s%s;\n"
                        .formatted(
                                quoted(it.message()),
                                printer.placement(it.placement()),
                                it.every()
                                        .map(every -> "EVERY " + duration(every))
                                        .orElse(""),
                                island(it.query()))));
        migration
                .progress()
                .ifPresent(it -> text.append(
                        "PROGRESS %s%s;\n".formatted(printer.placement(it.placement()), island(it.query()))));
        migration.actions().forEach(it -> text.append(it.accept(printer)).append(";\n"));
        migration.finalization().ifPresent(it -> {
            text.append("FINALIZE ").append(quoted(it.text())).append(" BEGIN\n");
            it.actions().forEach(action -> text.append(action.accept(printer)).append(";\n"));
            text.append("END;\n");
        });
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
                + options(it.options()) + it.forEachRow().map(this::rows).orElse("") + island(it.statements())
                + it.rollback().map(AmigText::rollback).orElse("");
    }

    private String rows(RowLoop it) {
        return "FOR EACH ROW (%s) IN %s%s\n"
                .formatted(joined(it.columns(), AmigText::name), placement(it.placement()), island(it.query()));
    }

    @Override
    public String copy(Copy it) {
        var text = new StringBuilder("COPY " + name(it.name()) + text(it.text()) + " FROM " + it.source() + " TO "
                + it.destination() + " " + placement(it.placement()));
        it.columns().ifPresent(columns -> text.append("COLUMNS (%s) ".formatted(joined(columns, AmigText::column))));
        it.where().ifPresent(where -> text.append("WHERE ").append(island(where)));
        it.chunks().ifPresent(size -> text.append("CHUNK BY ").append(chunks(size)));
        it.parallelism()
                .ifPresent(parallel -> text.append(" PARALLEL ")
                        .append(
                                parallel.chunks().isPresent()
                                        ? parallel.chunks().getAsInt()
                                        : "AUTO"));
        text.append(it.readLive() ? " READ LIVE" : "");
        text.append(it.noShortcut() ? " NO SHORTCUT" : "");
        text.append(it.append() ? " APPEND" : "");
        it.throttles()
                .forEach(throttle -> text.append(
                        " THROTTLE WHILE %s %s".formatted(quoted(throttle.reason()), island(throttle.query()))));
        return text + " " + options(it.options())
                + it.rollback().map(AmigText::rollback).orElse("");
    }

    private static String column(CopyColumn it) {
        return it.expression()
                .map(expression -> expression.text() + " AS " + name(it.name()))
                .orElse(name(it.name()));
    }

    private static String chunks(ChunkSize it) {
        if (it instanceof ChunkSize.Rows rows) {
            return rows.rows() + " ROWS";
        }
        return it instanceof ChunkSize.Bytes bytes ? bytes.bytes() + " B" : "PARTITION";
    }

    @Override
    public String verifyCopy(VerifyCopy it) {
        return "VERIFY COPY " + name(it.copy()) + (it.byPartition() ? " BY PARTITION" : "")
                + (it.withoutChecksum() ? " WITHOUT CHECKSUM" : "") + " " + options(it.options());
    }

    @Override
    public String waiting(Wait it) {
        return "WAIT " + name(it.name()) + text(it.text()) + " UNTIL " + placement(it.placement())
                + options(it.options()) + island(it.query()) + " EVERY " + duration(it.every()) + "TIMEOUT "
                + duration(it.timeout());
    }

    @Override
    public String swap(Swap it) {
        return "SWAP " + name(it.name()) + text(it.text()) + " TABLES " + it.first() + " AND " + it.second() + " "
                + placement(it.placement()) + options(it.options());
    }

    private static String text(Optional<Text> it) {
        return it.map(text -> " " + quoted(text)).orElse("");
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

    private String placement(Optional<Placement> it) {
        return it.map(this::placement).orElse("");
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
