package dev.amig.language.parser;

import dev.amig.language.source.Location;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.ServiceRequirement;
import dev.amig.language.tree.Text;
import java.util.List;
import java.util.Optional;

/** The {@code MIGRATION} statement by itself. */
record Header(
        Location location,
        Name name,
        Optional<Text> description,
        List<Name> dependsOn,
        Optional<Text> applicationVersion,
        List<ServiceRequirement> requires,
        Optional<Name> cluster) {}
