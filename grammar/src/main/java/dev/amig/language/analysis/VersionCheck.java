package dev.amig.language.analysis;

import dev.amig.language.text.Spelling;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.ServiceRequirement;
import dev.amig.language.tree.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Ranges of versions, and the services they are about. */
final class VersionCheck {
    private static final List<String> SERVICES = List.of("clickhouse", "postgres", "kafka", "zookeeper");

    private final Problems problems;

    VersionCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Migration migration) {
        migration.applicationVersion().ifPresent(this::range);
        Set<String> seen = new HashSet<>();
        for (ServiceRequirement it : migration.requires()) {
            service(it.service());
            if (!seen.add(it.service().value().toLowerCase(Locale.ROOT))) {
                problems.add(
                        it.service().location(), "%s is required twice; join the two ranges".formatted(it.service()));
            }
            range(it.versionRange());
        }
    }

    private void service(Name service) {
        if (!SERVICES.contains(service.value().toLowerCase(Locale.ROOT))) {
            problems.add(
                    service.location(),
                    "'%s' is no service amig knows; there are %s".formatted(service, String.join(", ", SERVICES)),
                    Spelling.didYouMean(service.value(), SERVICES));
        }
    }

    private void range(Text range) {
        try {
            VersionRange.parse(range.value());
        } catch (IllegalArgumentException e) {
            problems.add(range.location(), e.getMessage());
        }
    }
}
