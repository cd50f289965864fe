package dev.amig.language.analysis;

import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Migration;
import dev.amig.language.tree.Name;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Each name once, and the migration's name that of its file. */
final class NameCheck {
    private static final String SUFFIX = ".amig";
    private static final int LONGEST = 100;

    private final Problems problems;

    NameCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Source source, Migration migration) {
        fileStem(source, migration.name());
        actions(migration.allActions());
        dependencies(migration);
    }

    private void fileStem(Source source, Name name) {
        String file = source.name().substring(source.name().replace('\\', '/').lastIndexOf('/') + 1);
        if (file.endsWith(SUFFIX) && !file.equals(name.value() + SUFFIX)) {
            String stem = file.substring(0, file.length() - SUFFIX.length());
            problems.add(
                    name.location(),
                    "the migration is called %s and its file %s; write MIGRATION %s or rename the file"
                            .formatted(name, file, stem));
        }
        length(name);
    }

    /** Names that differ in case only would be one file on some disks and two on others. */
    private void actions(List<Action> actions) {
        Map<String, Location> seen = new HashMap<>();
        for (Action action : actions) {
            Name name = action.name();
            Location first = seen.putIfAbsent(name.value().toLowerCase(Locale.ROOT), name.location());
            if (first != null) {
                problems.add(
                        "action-name-twice",
                        name.location(),
                        "a second action is called %s; the first stands at %d:%d"
                                .formatted(name, first.line(), first.column()),
                        Optional.empty());
            }
            length(name);
        }
    }

    /** Names are part of query ids and of Keeper paths. */
    private void length(Name name) {
        if (name.value().length() > LONGEST) {
            problems.add(
                    name.location(),
                    "this name has %d characters; at most %d are allowed"
                            .formatted(name.value().length(), LONGEST));
        }
    }

    private void dependencies(Migration migration) {
        Map<String, Location> seen = new HashMap<>();
        for (Name name : migration.dependsOn()) {
            if (name.value().equals(migration.name().value())) {
                problems.add(
                        "dependency-cycle", name.location(), "%s depends on itself".formatted(name), Optional.empty());
            }
            if (seen.putIfAbsent(name.value(), name.location()) != null) {
                problems.add(name.location(), "%s is named twice in DEPENDS ON".formatted(name));
            }
        }
    }
}
