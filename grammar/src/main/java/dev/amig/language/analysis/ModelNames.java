package dev.amig.language.analysis;

import java.util.Map;
import java.util.Set;

/** What every template sees besides the parameters, as LANGUAGE.md lists it. */
final class ModelNames {
    /** Groups and what they hold; an empty set: known only when it runs. */
    static final Map<String, Set<String>> GROUPS = Map.of(
            "cluster", Set.of("name", "shards", "replicas", "replicated", "macros"),
            "shard", Set.of("num", "name"),
            "replica", Set.of("num", "name"),
            "node", Set.of("host", "id"),
            "run", Set.of("id", "started_at"),
            "env", Set.of());

    static final Set<String> FUNCTIONS = Set.of("ident", "literal", "list");

    /** Reserved for {@code FOR EACH ROW}. */
    static final String ROW = "row";

    private ModelNames() {}

    static boolean isReserved(String name) {
        return GROUPS.containsKey(name) || FUNCTIONS.contains(name) || name.equals(ROW);
    }
}
