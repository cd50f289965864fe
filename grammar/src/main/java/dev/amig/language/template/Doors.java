package dev.amig.language.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What FreeMarker offers and amig does not. Nothing here would reach a class or a file: the configuration sees to that. These
 * would hide names from the check, make two renderings of one file differ, or turn an undefined name into an empty string.
 */
final class Doors {
    private static final String NAMES = "names are written out, so that amig can check them before anything runs";

    private static final Map<String, String> BUILT_INS = Map.of(
            "new", "templates reach no class", "api", "templates reach no class", "eval", NAMES, "interpret", NAMES);

    private static final Map<String, String> DIRECTIVES = Map.of(
            "include", "each templates/NAME.ftl is there already, as NAME",
            "import", "each templates/NAME.ftl is there already, as NAME",
            "setting", "how values are written is the same in every template");

    /** {@code .error} belongs to {@code <#recover>}, {@code .args} to macros. */
    private static final Set<String> OPEN_VARIABLES = Set.of("error", "args");

    private final List<Door> found = new ArrayList<>();

    /** @param offset in the template */
    record Door(String message, String why, int offset) {}

    List<Door> found() {
        return found;
    }

    void builtIn(String name, int offset) {
        if (BUILT_INS.containsKey(name)) {
            found.add(new Door(
                    "?%s is not available in amig's templates".formatted(name), BUILT_INS.get(name), offset - 1));
        }
    }

    void directive(String name, int offset) {
        if (DIRECTIVES.containsKey(name)) {
            found.add(new Door(
                    "<#%s> is not available in amig's templates".formatted(name), DIRECTIVES.get(name), offset));
        }
    }

    void specialVariable(String name, int offset) {
        if (!OPEN_VARIABLES.contains(name)) {
            String why = name.equals("now") ? "run.started_at is the same for every node and every resume" : NAMES;
            found.add(new Door(".%s is not available in amig's templates".formatted(name), why, offset));
        }
    }
}
