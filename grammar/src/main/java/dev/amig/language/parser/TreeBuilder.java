package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.ActionContext;
import dev.amig.language.parser.AmigParser.FileContext;
import dev.amig.language.parser.AmigParser.FinalizationContext;
import dev.amig.language.parser.AmigParser.MigrationContext;
import dev.amig.language.parser.AmigParser.ProgressContext;
import dev.amig.language.parser.AmigParser.RequiredWhenContext;
import dev.amig.language.parser.AmigParser.StatementContext;
import dev.amig.language.source.Source;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Finalization;
import dev.amig.language.tree.HealthCheck;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Param;
import dev.amig.language.tree.Precheck;
import dev.amig.language.tree.ProgressQuery;
import dev.amig.language.tree.RequiredWhen;
import dev.amig.language.tree.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ErrorNode;

/**
 * Parse tree to tree, statement by statement. A statement with a syntax error is left out, and whatever the loose grammar
 * lets pass is refused here.
 */
final class TreeBuilder {
    private final Elements elements;
    private final HeaderBuilder headers;
    private final CheckBuilder checks;
    private final ActionBuilder actionBuilder;

    private final List<Param> params = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();
    private final List<Precheck> prechecks = new ArrayList<>();
    private final List<HealthCheck> healthChecks = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private Optional<Header> header = Optional.empty();
    private Optional<RequiredWhen> requiredWhen = Optional.empty();
    private Optional<ProgressQuery> progress = Optional.empty();
    private Optional<Finalization> finalization = Optional.empty();

    TreeBuilder(Source source, SyntaxProblems problems) {
        elements = new Elements(source, problems);
        headers = new HeaderBuilder(elements);
        checks = new CheckBuilder(elements);
        actionBuilder = new ActionBuilder(elements);
    }

    /** Empty if the file is, or if there is a problem. */
    Optional<Migration> file(FileContext file) {
        boolean first = true;
        for (var statement : file.statement()) {
            if (isWhole(statement)) {
                statement(statement, first);
            }
            first = false;
        }
        return header.map(this::migration);
    }

    private void statement(StatementContext statement, boolean first) {
        if (statement.migration() != null) {
            migration(statement.migration());
            return;
        }
        if (first) {
            elements.problem(
                    statement.getStart(),
                    "a file begins with 'MIGRATION name;', found %s".formatted(Tokens.found(statement.getStart())));
        }
        if (statement.param() != null) {
            params.add(headers.param(statement.param()));
        } else if (statement.settings() != null) {
            settings.addAll(elements.settings(statement.settings()));
        } else if (statement.requiredWhen() != null) {
            requiredWhen(statement.requiredWhen());
        } else if (statement.precheck() != null) {
            prechecks.add(checks.precheck(statement.precheck()));
        } else if (statement.healthCheck() != null) {
            healthChecks.add(checks.healthCheck(statement.healthCheck()));
        } else if (statement.progress() != null) {
            progress(statement.progress());
        } else if (statement.finalization() != null) {
            finalization(statement.finalization());
        } else {
            action(statement.action());
        }
    }

    private void action(ActionContext statement) {
        finalization.ifPresent(it -> elements.problem(
                statement.getStart(),
                "an action behind FINALIZE, which stands last in a file",
                Optional.of("move it above the FINALIZE at %d:%d, or into it"
                        .formatted(it.location().line(), it.location().column()))));
        actions.add(actionBuilder.action(statement));
    }

    private void migration(MigrationContext statement) {
        if (header.isPresent()) {
            elements.problem(statement.getStart(), "a second MIGRATION in one file; a file holds one migration");
        }
        header = Optional.of(headers.header(statement));
    }

    private void requiredWhen(RequiredWhenContext statement) {
        if (requiredWhen.isPresent()) {
            elements.problem(statement.getStart(), "a second REQUIRED WHEN; join the two queries into one");
        }
        requiredWhen = Optional.of(checks.requiredWhen(statement));
    }

    private void progress(ProgressContext statement) {
        if (progress.isPresent()) {
            elements.problem(statement.getStart(), "a second PROGRESS; one is enough");
        }
        progress = Optional.of(checks.progress(statement));
    }

    private void finalization(FinalizationContext statement) {
        if (finalization.isPresent()) {
            elements.problem(statement.getStart(), "a second FINALIZE; join the two into one");
        }
        if (statement.action().isEmpty()) {
            elements.problem(statement.getStart(), "this FINALIZE holds no action");
        }
        finalization = Optional.of(new Finalization(
                elements.location(statement.getStart()),
                elements.text(statement.text()),
                actionBuilder.actions(statement.action())));
    }

    private Migration migration(Header it) {
        return new Migration(
                it.location(),
                it.name(),
                it.description(),
                it.dependsOn(),
                it.applicationVersion(),
                it.requires(),
                it.cluster(),
                params,
                settings,
                requiredWhen,
                prechecks,
                healthChecks,
                progress,
                actions,
                finalization);
    }

    /** No syntax error inside: ANTLR marks the contexts it had to give up, and the tokens it skipped. */
    private static boolean isWhole(ParserRuleContext context) {
        if (context.exception != null || context.children == null) {
            return false;
        }
        for (var child : context.children) {
            boolean broken = child instanceof ErrorNode || child instanceof ParserRuleContext inner && !isWhole(inner);
            if (broken) {
                return false;
            }
        }
        return true;
    }
}
