package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.MigrationClauseContext;
import dev.amig.language.parser.AmigParser.MigrationContext;
import dev.amig.language.parser.AmigParser.ParamContext;
import dev.amig.language.parser.AmigParser.ParamTypeContext;
import dev.amig.language.parser.AmigParser.ParamValueContext;
import dev.amig.language.parser.AmigParser.RequirementContext;
import dev.amig.language.text.Spelling;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Param;
import dev.amig.language.tree.ServiceRequirement;
import dev.amig.language.tree.Text;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** {@code MIGRATION} and {@code PARAM}. */
final class HeaderBuilder {
    private final Elements elements;

    HeaderBuilder(Elements elements) {
        this.elements = elements;
    }

    Header header(MigrationContext statement) {
        var clauses = statement.migrationClause();
        return new Header(
                elements.location(statement.getStart()),
                elements.name(statement.migrationName()),
                one(clauses, MigrationClauseContext::DESCRIPTION).map(it -> elements.text(it.text())),
                one(clauses, MigrationClauseContext::DEPENDS)
                        .map(this::dependencies)
                        .orElse(List.of()),
                one(clauses, MigrationClauseContext::APPLICATION).map(it -> elements.text(it.text())),
                one(clauses, MigrationClauseContext::REQUIRES)
                        .map(this::requirements)
                        .orElse(List.of()),
                one(clauses, MigrationClauseContext::CLUSTER).map(it -> elements.name(it.name())));
    }

    Param param(ParamContext statement) {
        return new Param(
                elements.location(statement.getStart()),
                elements.name(statement.name()),
                Optional.ofNullable(statement.paramType()).map(this::type).orElse(Param.Type.STRING),
                Optional.ofNullable(statement.paramValue()).map(this::value),
                Optional.ofNullable(statement.text()).map(elements::text));
    }

    private <T> Optional<MigrationClauseContext> one(
            List<MigrationClauseContext> clauses, Function<MigrationClauseContext, T> keyword) {
        return elements.one(clauses, it -> keyword.apply(it) != null);
    }

    private List<Name> dependencies(MigrationClauseContext clause) {
        return clause.migrationName().stream().map(elements::name).toList();
    }

    private List<ServiceRequirement> requirements(MigrationClauseContext clause) {
        return clause.requirement().stream().map(this::requirement).toList();
    }

    private ServiceRequirement requirement(RequirementContext requirement) {
        return new ServiceRequirement(elements.name(requirement.name()), elements.text(requirement.text()));
    }

    private Param.Type type(ParamTypeContext type) {
        String word = type.getText().toUpperCase(Locale.ROOT);
        Set<Param.Type> types = EnumSet.allOf(Param.Type.class);
        for (Param.Type it : types) {
            if (it.name().equals(word)) {
                return it;
            }
        }
        var names = Arrays.stream(Param.Type.values()).map(Enum::name).toList();
        var message =
                "'%s' is no type of a parameter; there are %s".formatted(type.getText(), String.join(", ", names));
        elements.problem(type.getStart(), message, Spelling.didYouMean(word, names));
        return Param.Type.STRING;
    }

    /** As the author wrote it, {@code 100 GB} with one space: {@code Analyzer} reads it by the parameter's type. */
    private Text value(ParamValueContext value) {
        Token start = value.getStart();
        if (start.getType() == AmigLexer.STRING) {
            return elements.text(start);
        }
        return new Text(elements.location(start), words(value));
    }

    private static String words(ParserRuleContext context) {
        return String.join(
                " ", context.children.stream().map(it -> it.getText()).toList());
    }
}
