package dev.amig.language.parser;

import dev.amig.language.parser.AmigParser.HealthCheckContext;
import dev.amig.language.parser.AmigParser.PrecheckContext;
import dev.amig.language.parser.AmigParser.ProgressContext;
import dev.amig.language.parser.AmigParser.RequiredWhenContext;
import dev.amig.language.tree.HealthCheck;
import dev.amig.language.tree.Precheck;
import dev.amig.language.tree.ProgressQuery;
import dev.amig.language.tree.RequiredWhen;
import java.util.Optional;

/** {@code REQUIRED WHEN}, {@code PRECHECK}, {@code HEALTHCHECK}, {@code PROGRESS}. */
final class CheckBuilder {
    private final Elements elements;

    CheckBuilder(Elements elements) {
        this.elements = elements;
    }

    RequiredWhen requiredWhen(RequiredWhenContext statement) {
        return new RequiredWhen(
                elements.location(statement.getStart()),
                Optional.ofNullable(statement.placement()).map(elements::placement),
                elements.island(statement.island()));
    }

    Precheck precheck(PrecheckContext statement) {
        return new Precheck(
                elements.location(statement.getStart()),
                elements.text(statement.text()),
                Optional.ofNullable(statement.placement()).map(elements::placement),
                elements.island(statement.island()));
    }

    HealthCheck healthCheck(HealthCheckContext statement) {
        return new HealthCheck(
                elements.location(statement.getStart()),
                elements.text(statement.text()),
                Optional.ofNullable(statement.placement()).map(elements::placement),
                Optional.ofNullable(statement.duration()).map(it -> elements.positive(it, "EVERY")),
                elements.island(statement.island()));
    }

    ProgressQuery progress(ProgressContext statement) {
        return new ProgressQuery(
                elements.location(statement.getStart()),
                Optional.ofNullable(statement.placement()).map(elements::placement),
                elements.island(statement.island()));
    }
}
