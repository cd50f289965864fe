package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.List;
import java.util.Optional;

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
        List<Action> actions) {

    public Migration {
        dependsOn = List.copyOf(dependsOn);
        requires = List.copyOf(requires);
        params = List.copyOf(params);
        settings = List.copyOf(settings);
        actions = List.copyOf(actions);
    }
}
