package dev.amig.embedded;

import java.util.List;
import java.util.Map;

/**
 * A further user of an embedded cluster, who may do little: to see what becomes of a client without rights.
 *
 * @param settings of its profile, such as {@code readonly}
 * @param grants   whole statements, {@code GRANT SELECT ON db.*}; none: it may do what every user may
 */
public record Guest(String user, String password, Map<String, String> settings, List<String> grants) {
    public Guest {
        settings = Map.copyOf(settings);
        grants = List.copyOf(grants);
    }
}
