package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One {@code .amig} file. */
public record Migration(
        Location location,
        Name name,
        Optional<Text> description,
        List<Name> dependsOn,
        Optional<Text> applicationVersion,
        List<ServiceRequirement> requires,
        Optional<Name> cluster,
        List<Param> params,
        List<Setting> settings,
        Optional<RequiredWhen> requiredWhen,
        List<Precheck> prechecks,
        List<HealthCheck> healthChecks,
        Optional<ProgressQuery> progress,
        List<Action> actions,
        Optional<Finalization> finalization) {

    public Migration {
        dependsOn = List.copyOf(dependsOn);
        requires = List.copyOf(requires);
        params = List.copyOf(params);
        settings = List.copyOf(settings);
        prechecks = List.copyOf(prechecks);
        healthChecks = List.copyOf(healthChecks);
        actions = List.copyOf(actions);
    }
    /** Those of {@code FINALIZE} behind the others. */
    public List<Action> allActions() {
        return Stream.concat(actions.stream(), finalization.stream().flatMap(it -> it.actions().stream()))
                .toList();
    }
}
