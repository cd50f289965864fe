package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.FileContext;
import dev.amig.language.parser.AmigParser.MigrationContext;
import dev.amig.language.parser.AmigParser.RequiredWhenContext;
import dev.amig.language.parser.AmigParser.StatementContext;
import dev.amig.language.source.Source;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Param;
import dev.amig.language.tree.RequiredWhen;
import dev.amig.language.tree.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;

/**
 * Parse tree to tree, statement by statement. A statement with a syntax error is left out, and whatever the loose grammar
 * lets pass is refused here.
 */
final class TreeBuilder {
    private final Elements elements;
    private final HeaderBuilder headers;
    private final ActionBuilder actionBuilder;

    private final List<Param> params = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private Optional<Header> header = Optional.empty();
    private Optional<RequiredWhen> requiredWhen = Optional.empty();

    TreeBuilder(Source source, SyntaxProblems problems) {
        elements = new Elements(source, problems);
        headers = new HeaderBuilder(elements);
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
        } else if (statement.later() != null) {
            Token keyword = statement.later().keyword;
            notYet(keyword, Tokens.keyword(keyword.getType()));
        } else if (statement.verify() != null && statement.verify().verifyCopy() != null) {
            notYet(statement.getStart(), "VERIFY COPY");
        } else {
            actions.add(actionBuilder.action(statement));
        }
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
        requiredWhen = Optional.of(new RequiredWhen(
                elements.location(statement.getStart()),
                Optional.ofNullable(statement.placement()).map(elements::placement),
                elements.island(statement.island())));
    }

    private void notYet(Token keyword, String name) {
        elements.problem(keyword, name + " is not supported by this version of amig yet");
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
                actions);
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
