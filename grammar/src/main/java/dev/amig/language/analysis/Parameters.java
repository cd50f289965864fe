package dev.amig.language.analysis;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import dev.amig.language.text.Spelling;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Param;
import dev.amig.language.tree.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a migration with values from outside. A default may use the parameters above it: {@code '${source}_old'}. */
final class Parameters {
    private final Source source;
    private final Migration migration;
    private final Templates templates;

    Parameters(Source source, Migration migration, Templates templates) {
        this.source = source;
        this.migration = migration;
        this.templates = templates;
    }

    Map<String, Object> values(Map<String, String> overrides) {
        var problems = new ArrayList<Problem>(unknown(overrides));
        var values = new LinkedHashMap<String, Object>();
        for (Param param : migration.params()) {
            try {
                value(param, overrides, values);
            } catch (IllegalArgumentException e) {
                problems.add(source.problem(
                        param.name().location(), "parameter %s: %s".formatted(param.name(), e.getMessage())));
            } catch (LanguageException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ParameterException(problems);
        }
        return Collections.unmodifiableMap(values);
    }

    private void value(Param param, Map<String, String> overrides, Map<String, Object> values) {
        String name = param.name().value();
        String given = overrides.get(name);
        if (given == null) {
            Text text = param.defaultValue()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a value is required; give one with --param %s=… or in the configuration".formatted(name)));
            given = templates.of(text).render(values).text();
        }
        values.put(name, ParameterValues.parse(param.type(), given));
    }

    private List<Problem> unknown(Map<String, String> overrides) {
        var known = migration.params().stream().map(it -> it.name().value()).toList();
        return overrides.keySet().stream()
                .filter(it -> !known.contains(it))
                .sorted()
                .map(it -> unknown(it, known))
                .toList();
    }

    private Problem unknown(String name, List<String> known) {
        String all = known.isEmpty() ? "it has none" : "it has " + String.join(", ", known);
        Problem problem = source.problem(
                migration.name().location(), "%s has no parameter '%s'; %s".formatted(migration.name(), name, all));
        return Spelling.didYouMean(name, known).map(problem::withHint).orElse(problem);
    }
}
