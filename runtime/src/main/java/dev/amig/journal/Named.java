package dev.amig.journal;

import java.util.HashMap;
import java.util.Map;

/** Values of a statement's {@code :names}. */
final class Named {
    private Named() {}

    /** @param namesAndValues in turns; a value may be null */
    static Map<String, Object> values(Object... namesAndValues) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }
}
